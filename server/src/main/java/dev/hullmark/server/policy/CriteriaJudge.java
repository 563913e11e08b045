package dev.hullmark.server.policy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.LicencePolicy;
import dev.hullmark.posture.Posture;
import dev.hullmark.report.FailOn;
import dev.hullmark.report.Gate;
import dev.hullmark.report.GatePolicy;
import dev.hullmark.report.GateResult;
import dev.hullmark.store.Images;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges an image by criteria; pure. What is not known does not pass: no data is never no problem. */
final class CriteriaJudge {
    /** Fresh advisories say nothing of findings by the old ones. */
    static final String UNDER_WAY = "judging by the newest advisories is under way; ask again soon";

    private CriteriaJudge() {}

    static Verdict judge(Criteria criteria, ImageFacts facts, Instant now) {
        Optional<Inventory> bare = facts.bare();
        if (bare.isEmpty()) {
            String why =
                    facts.image().reason().isEmpty() ? "" : ": " + facts.image().reason();
            return new Verdict(
                    List.of(),
                    List.of("it was never read (" + facts.image().status().text() + ")" + why));
        }
        List<String> violations = new ArrayList<>();
        List<String> unproven = new ArrayList<>();
        if (!facts.current()) {
            unproven.add(UNDER_WAY);
        }
        gate(criteria, facts, bare.get(), now, violations, unproven);
        counts(criteria, facts, violations);
        rules(criteria, facts, bare.get(), violations, unproven);
        licences(criteria, facts, violations, unproven);
        age(criteria, facts, now, unproven);
        source(criteria, facts, unproven);
        return new Verdict(violations, unproven);
    }

    /** By the gate of {@code hullmark scan}; what it says of feeds and coverage holds also without a condition. */
    private static void gate(
            Criteria criteria,
            ImageFacts facts,
            Inventory bare,
            Instant now,
            List<String> violations,
            List<String> unproven) {
        List<Coverage> coverage = new ArrayList<>(facts.judged());
        coverage.addAll(bare.coverage());
        if (!GatePolicy.DEFAULT_KINDS.containsAll(criteria.kinds())) {
            coverage.addAll(Posture.check(bare, LicencePolicy.NONE).coverage());
        }
        Report report = new Report(
                new Subject("image", facts.image().name(), facts.image().digest(), "registry"),
                new Report.Scanner("", "", ""),
                coverage,
                facts.image().packages(),
                facts.findings());
        GatePolicy policy = criteria.gate();
        if (policy.failOn().isEmpty()) {
            policy = new GatePolicy(
                    Optional.of(NOTHING),
                    policy.onlyFixed(),
                    policy.kinds(),
                    policy.maxFeedAge(),
                    policy.acceptGaps(),
                    policy.strict());
        }
        GateResult result = Gate.judge(report, facts.needed(), facts.feeds(), policy, now);
        violations.addAll(result.violations());
        unproven.addAll(result.gaps());
    }

    private static final FailOn NOTHING = FailOn.parse("critical and not critical");

    private static void counts(Criteria criteria, ImageFacts facts, List<String> violations) {
        for (Severity severity : Severity.values()) {
            int limit = criteria.most().getOrDefault(severity, Integer.MAX_VALUE);
            long count = facts.findings().stream()
                    .filter(f -> f.severity() == severity && counts(criteria, f))
                    .count();
            if (count > limit) {
                violations.add(count + " findings are " + severity.text() + ", and at most " + limit + " may be");
            }
        }
    }

    private static boolean counts(Criteria criteria, Finding f) {
        boolean unfixed = f.kind() == Kind.VULNERABILITY && f.fixedIn().isEmpty();
        return f.waived().isEmpty()
                && criteria.kinds().contains(f.kind())
                && !(criteria.gate().onlyFixed() && unfixed);
    }

    private static void rules(
            Criteria criteria, ImageFacts facts, Inventory bare, List<String> violations, List<String> unproven) {
        if (criteria.rules().isEmpty()) {
            return;
        }
        if (bare.config().isEmpty()) {
            unproven.add("it has no settings that rules could be judged by");
        }
        facts.findings().stream()
                .filter(f -> f.waived().isEmpty() && criteria.rules().contains(f.id()))
                .forEach(f -> violations.add(f.id() + ": " + f.title()));
        for (Coverage c : Posture.check(bare, LicencePolicy.NONE).coverage()) {
            boolean open = c.status() == Coverage.Status.NONE || c.status() == Coverage.Status.PARTIAL;
            if (open
                    && c.what().startsWith("rule:")
                    && criteria.rules().contains(c.what().substring(5))) {
                unproven.add(c.what() + ": " + (c.reason().isEmpty() ? "was not judged" : c.reason()));
            }
        }
    }

    private static void licences(Criteria criteria, ImageFacts facts, List<String> violations, List<String> unproven) {
        if (criteria.licences().isEmpty()) {
            return;
        }
        Optional<Inventory> whole = facts.whole().get();
        if (whole.isEmpty()) {
            unproven.add("its licences are not known");
            return;
        }
        List<Finding> found = Posture.check(whole.get(), criteria.licences()).findings().stream()
                .filter(f -> f.kind() == Kind.LICENCE)
                .toList();
        if (!found.isEmpty()) {
            Finding first = found.getFirst();
            violations.add(found.size() + " packages have licences that may not be, the first: " + first.title()
                    + first.pkg()
                            .map(p -> " (" + p.name() + " " + p.version() + ")")
                            .orElse(""));
        }
    }

    /** Who may send may send an empty bill of materials. */
    private static void source(Criteria criteria, ImageFacts facts, List<String> unproven) {
        Images.Source source = facts.image().source();
        if (source != Images.Source.REGISTRY && !criteria.uploads()) {
            unproven.add("the server has not read it itself: what is known of it was sent ("
                    + (source == Images.Source.AGENT ? "by an agent" : "as an upload")
                    + "), which is enough only where 'uploads' is true");
        }
    }

    private static void age(Criteria criteria, ImageFacts facts, Instant now, List<String> unproven) {
        if (criteria.maxScanAge().isEmpty()) {
            return;
        }
        Duration most = criteria.maxScanAge().get();
        Optional<Instant> scanned = facts.image().scannedAt();
        if (scanned.isEmpty() || scanned.get().isBefore(now.minus(most))) {
            unproven.add("it was last read " + scanned.map(Instant::toString).orElse("never") + ", and at most "
                    + most.toHours() + " hours ago is allowed");
        }
    }
}
