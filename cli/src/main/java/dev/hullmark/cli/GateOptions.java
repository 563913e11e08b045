package dev.hullmark.cli;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Severity;
import dev.hullmark.report.GatePolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What makes a result a failure. */
final class GateOptions {
    static final Section SECTION = new Section(
            "gate",
            "What makes a result a failure",
            List.of(
                    Property.of("fail-on"),
                    Property.of("only-fixed"),
                    Property.of("kinds"),
                    Property.of("max-feed-age"),
                    Property.of("accept-gaps"),
                    Property.of("strict")));

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "Exit with 1 when a finding is this severe or worse: critical, high, medium, low, negligible or"
                            + " unknown. Exit with 2 when a feed is missing, too old or the starter set only.")
    private Optional<Severity> failOn = Optional.empty();

    @Option(names = "--only-fixed", description = "With --fail-on: count only vulnerabilities that have a fix.")
    private boolean onlyFixed;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "With --fail-on: kinds of finding that count; default: vulnerability,malware.")
    private List<Kind> kinds = List.of();

    @Option(
            names = "--max-feed-age",
            paramLabel = "AGE",
            defaultValue = "7d",
            description = "With --fail-on: how old a feed may be, for instance 12h or 30d; default: 7d.")
    private Duration maxFeedAge = GatePolicy.DEFAULT_MAX_FEED_AGE;

    @Option(names = "--accept-gaps", description = "With --fail-on: let a missing, old or starter feed pass.")
    private boolean acceptGaps;

    @Option(names = "--strict", description = "With --fail-on: exit with 2 for any incomplete coverage.")
    private boolean strict;

    /** @throws HullmarkException when it asks for strictness of a gate that is not there: that must not pass */
    GatePolicy policy() {
        if (strict && failOn.isEmpty()) {
            throw new HullmarkException("--strict needs --fail-on SEVERITY; without it no gap changes the exit code.");
        }
        Set<Kind> counted = kinds.isEmpty() ? GatePolicy.DEFAULT_KINDS : EnumSet.copyOf(kinds);
        return new GatePolicy(failOn, onlyFixed, counted, maxFeedAge, acceptGaps, strict);
    }
}
