package dev.hullmark.cli;

import dev.hullmark.model.Finding.Kind;
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
    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "Exit with 1 when a finding is this severe or worse: critical, high, medium, low, negligible or"
                            + " unknown. Exit with 2 when a feed is missing, too old or the starter set only.")
    private Optional<Severity> failOn = Optional.empty();

    @Option(names = "--only-fixed", description = "Count only vulnerabilities that have a fix.")
    private boolean onlyFixed;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Kinds of finding that count; default: vulnerability,malware.")
    private List<Kind> kinds = List.of();

    @Option(
            names = "--max-feed-age",
            paramLabel = "AGE",
            defaultValue = "7d",
            description = "How old a feed may be, for instance 12h or 30d; default: 7d.")
    private Duration maxFeedAge = GatePolicy.DEFAULT_MAX_FEED_AGE;

    @Option(names = "--accept-gaps", description = "Let a missing, old or starter feed pass.")
    private boolean acceptGaps;

    @Option(names = "--strict", description = "Exit with 2 for any incomplete coverage.")
    private boolean strict;

    /** @param licences whether a policy of licences was given: then they count */
    GatePolicy policy(boolean licences) {
        Set<Kind> counted = EnumSet.copyOf(kinds.isEmpty() ? GatePolicy.DEFAULT_KINDS : kinds);
        if (licences) {
            counted.add(Kind.LICENCE);
        }
        return new GatePolicy(failOn, onlyFixed, counted, maxFeedAge, acceptGaps, strict);
    }
}
