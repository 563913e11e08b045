package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides whether a report is within policy. It fails closed: without trustworthy advisories for what is in the image,
 * no finding means nothing. A violation is certain whatever else is unknown, so it wins over a gap.
 */
public final class Gate {
    /** Clocks differ; a feed further in the future than this has no known age. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private Gate() {}

    /**
     * Judges; a pure function.
     *
     * @param needed names of the feeds that what was found is judged by
     * @param feeds the feeds at hand
     */
    public static GateResult judge(
            Report report, Collection<String> needed, Collection<FeedAge> feeds, GatePolicy policy, Instant now) {
        if (policy.failOn().isEmpty()) {
            return new GateResult(0, List.of(), List.of(), List.of());
        }
        List<String> violations = violations(report, policy, policy.failOn().get());
        List<String> missing = new ArrayList<>();
        for (String name : new TreeSet<>(needed)) {
            feedGap(name, feeds, policy, now).ifPresent(missing::add);
        }
        missing.addAll(notLookedFor(report, policy));
        List<String> partial = new ArrayList<>();
        for (Coverage coverage : report.coverage()) {
            // A layer of which nothing was read may hold any ecosystem.
            boolean ecosystem = coverage.what().indexOf(':') < 0
                    || coverage.what().startsWith("layer:");
            switch (coverage.status()) {
                case NONE -> (ecosystem ? missing : partial).add(sentence(coverage));
                case PARTIAL -> partial.add(sentence(coverage));
                case COMPLETE, NOT_APPLICABLE, MANUAL -> {}
            }
        }
        List<String> gaps = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        (policy.acceptGaps() ? warnings : gaps).addAll(missing);
        (policy.strict() ? gaps : warnings).addAll(partial);
        int exitCode = !violations.isEmpty() ? 1 : gaps.isEmpty() ? 0 : 2;
        return new GateResult(exitCode, violations, gaps, warnings);
    }

    /** Nobody looked: no finding of a kind that counts proves nothing either. */
    private static List<String> notLookedFor(Report report, GatePolicy policy) {
        List<String> missing = new ArrayList<>();
        for (Coverage coverage : report.coverage()) {
            boolean asked =
                    (coverage.what().equals(Facts.SECRETS) && policy.kinds().contains(Kind.SECRET))
                            || (coverage.what().equals(Facts.PERMISSIONS)
                                    && policy.kinds().contains(Kind.HARDENING));
            if (asked && coverage.status() == Coverage.Status.NOT_APPLICABLE) {
                missing.add(sentence(coverage));
            }
        }
        return missing;
    }

    private static List<String> violations(Report report, GatePolicy policy, Severity failOn) {
        int count = 0;
        Optional<Finding> worst = Optional.empty();
        for (Finding f : report.findings()) {
            if (violates(f, policy, failOn)) {
                count++;
                worst = worst.isPresent() ? worst : Optional.of(f);
            }
        }
        if (worst.isEmpty()) {
            return List.of();
        }
        Finding f = worst.get();
        String about = f.pkg().map(p -> " in " + p.name() + " " + p.version()).orElse("");
        boolean fixed = policy.onlyFixed();
        String sentence = count == 1
                ? "1 finding is " + failOn.text() + " or worse" + (fixed ? " and has a fix" : "") + ": "
                : count + " findings are " + failOn.text() + " or worse" + (fixed ? " and have a fix" : "")
                        + "; the most urgent: ";
        return List.of(sentence + f.id() + about);
    }

    private static boolean violates(Finding f, GatePolicy policy, Severity failOn) {
        boolean unfixed = f.kind() == Kind.VULNERABILITY && f.fixedIn().isEmpty();
        return f.waived().isEmpty()
                && policy.kinds().contains(f.kind())
                && f.severity().atLeast(failOn)
                && !(policy.onlyFixed() && unfixed);
    }

    private static Optional<String> feedGap(String name, Collection<FeedAge> feeds, GatePolicy policy, Instant now) {
        Optional<Instant> confirmed = Optional.empty();
        boolean starter = false;
        for (FeedAge feed : feeds) {
            if (feed.name().equals(name)) {
                starter |= feed.starter();
                if (!feed.starter() && (confirmed.isEmpty() || feed.confirmed().isAfter(confirmed.get()))) {
                    confirmed = Optional.of(feed.confirmed());
                }
            }
        }
        if (confirmed.isEmpty()) {
            return Optional.of(
                    starter
                            ? name + ": only the starter set is at hand, which proves nothing: run `hullmark db update`"
                            : name + ": no advisory feed is at hand: run `hullmark db update`");
        }
        if (confirmed.get().isAfter(now.plus(CLOCK_SKEW))) {
            return Optional.of(
                    name + ": its feed is dated in the future: check the clock, then run `hullmark db update`");
        }
        Duration age = Duration.between(confirmed.get(), now);
        return age.compareTo(policy.maxFeedAge()) <= 0
                ? Optional.empty()
                : Optional.of(name + ": its feed was last confirmed " + Ages.ago(age) + ", and at most "
                        + Ages.of(policy.maxFeedAge()) + " is allowed (--max-feed-age): run `hullmark db update`");
    }

    static String sentence(Coverage coverage) {
        String otherwise = coverage.status() == Coverage.Status.NONE ? "was not judged" : "was judged in part";
        return coverage.what() + ": " + (coverage.reason().isEmpty() ? otherwise : coverage.reason());
    }
}
