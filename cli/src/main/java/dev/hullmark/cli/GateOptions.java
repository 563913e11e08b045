package dev.hullmark.cli;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.report.FailOn;
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
            paramLabel = "CONDITION",
            description =
                    "Exit with 1 when a finding is this severe or worse: critical, high, medium, low, negligible or"
                            + " unknown; or meets a condition such as 'kev or (high and fix-age > 7d)', see"
                            + " docs/gates.md. Exit with 2 when a feed is missing, too old or the starter set only.")
    private Optional<String> failOn = Optional.empty();

    @Option(names = "--only-fixed", description = "With --fail-on: count only vulnerabilities that have a fix.")
    private boolean onlyFixed;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "With --fail-on: kinds of finding that count; default: vulnerability,malware; of a check, all"
                    + " that it finds.")
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

    /** The policy, whatever the licences. */
    GatePolicy policy() {
        return policy(false);
    }

    /**
     * The policy.
     *
     * @param licences whether a policy of licences was given: then they count
     * @throws HullmarkException when the condition is none, or it asks for strictness of a gate that is not there: that must
     *     not pass
     */
    GatePolicy policy(boolean licences) {
        if (strict && failOn.isEmpty()) {
            throw new HullmarkException("--strict needs --fail-on SEVERITY; without it no gap changes the exit code.");
        }
        Set<Kind> counted = EnumSet.copyOf(kinds.isEmpty() ? GatePolicy.DEFAULT_KINDS : kinds);
        if (licences) {
            counted.add(Kind.LICENCE);
        }
        return new GatePolicy(condition(), onlyFixed, counted, maxFeedAge, acceptGaps, strict);
    }

    /** The policy of a check, whose findings are none of those that count otherwise. */
    GatePolicy policy(Set<Kind> usual) {
        GatePolicy policy = policy(false);
        return new GatePolicy(
                policy.failOn(),
                policy.onlyFixed(),
                kinds.isEmpty() ? usual : policy.kinds(),
                policy.maxFeedAge(),
                policy.acceptGaps(),
                policy.strict());
    }

    private Optional<FailOn> condition() {
        return failOn.isPresent() ? Optional.of(FailOn.parse(failOn.get())) : Optional.empty();
    }
}
