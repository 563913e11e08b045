package dev.hullmark.server.policy;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Severity;
import dev.hullmark.posture.LicencePolicy;
import dev.hullmark.posture.Posture;
import dev.hullmark.report.Condition;
import dev.hullmark.report.FailOn;
import dev.hullmark.report.GatePolicy;
import dev.hullmark.server.policy.Fields.Wrong;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an image must be, in the words of {@code hullmark scan}: for the deployment gate and for promotion.
 *
 * @param gate which findings there must not be, and what makes a pass proven
 * @param most how many findings there may be of a severity
 * @param rules ids of findings of the image itself that there must not be
 * @param licences which licences its packages may have
 * @param maxScanAge the longest time since it was read
 * @param uploads whether what others sent of it will do, when the server has not read it itself
 */
record Criteria(
        GatePolicy gate,
        Map<Severity, Integer> most,
        List<String> rules,
        LicencePolicy licences,
        Optional<Duration> maxScanAge,
        boolean uploads) {
    static final Set<String> FIELDS = Set.of(
            "failOn",
            "kinds",
            "onlyFixed",
            "most",
            "rules",
            "licences",
            "maxScanAge",
            "maxFeedAge",
            "acceptGaps",
            "strict",
            "uploads");
    private static final Set<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::text).collect(Collectors.toSet());

    Criteria {
        most = Map.copyOf(most);
        rules = List.copyOf(rules);
    }

    /** @throws Wrong when something of it is not understood */
    static Criteria of(Fields f) {
        GatePolicy gate = new GatePolicy(
                f.has("failOn") ? Optional.of(failOn(f.text("failOn"))) : Optional.empty(),
                f.flag("onlyFixed"),
                kinds(f.texts("kinds")),
                f.length("maxFeedAge").orElse(GatePolicy.DEFAULT_MAX_FEED_AGE),
                f.flag("acceptGaps"),
                f.flag("strict"));
        Fields licences = f.object("licences", Set.of("allowed", "denied"));
        List<String> rules = f.texts("rules");
        for (String rule : rules) {
            if (Posture.rule(rule).isEmpty()) {
                throw new Wrong("rules", "There is no rule '" + Fields.clip(rule) + "' about images.");
            }
        }
        Fields most = f.object("most", SEVERITIES);
        Map<Severity, Integer> limits = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            most.number(severity.text()).ifPresent(limit -> limits.put(severity, limit));
        }
        return new Criteria(
                gate,
                limits,
                rules,
                new LicencePolicy(licences.texts("allowed"), licences.texts("denied")),
                f.length("maxScanAge"),
                f.flag("uploads"));
    }

    private static FailOn failOn(String text) {
        FailOn failOn;
        try {
            failOn = FailOn.parse(text);
        } catch (HullmarkException e) {
            throw new Wrong("failOn", String.valueOf(e.getMessage()));
        }
        if (!kept(failOn.condition())) {
            throw new Wrong(
                    "failOn", "A policy can't ask for epss, cvss, fix-age or new: these are not kept with verdicts.");
        }
        return failOn;
    }

    /** Whether all that a condition asks for is kept with a finding. */
    private static boolean kept(Condition condition) {
        return switch (condition) {
            case Condition.And and -> kept(and.left()) && kept(and.right());
            case Condition.Or or -> kept(or.left()) && kept(or.right());
            case Condition.Not not -> kept(not.inner());
            case Condition.Epss _, Condition.Cvss _, Condition.FixAge _, Condition.New _ -> false;
            case Condition.AtLeast _, Condition.Is _, Condition.Exploited _, Condition.Fixed _ -> true;
        };
    }

    private static Set<Kind> kinds(List<String> texts) {
        if (texts.isEmpty()) {
            return GatePolicy.DEFAULT_KINDS;
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String text : texts) {
            kinds.add(Arrays.stream(Kind.values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new Wrong("kinds", "'" + Fields.clip(text) + "' is no kind of finding.")));
        }
        return kinds;
    }

    /** The kinds of finding that count. */
    Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        kinds.addAll(gate.kinds());
        gate.failOn().ifPresent(failOn -> kinds.addAll(failOn.kinds()));
        return kinds;
    }
}
