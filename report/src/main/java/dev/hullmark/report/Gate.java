package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whether a report is within policy. It fails closed: without trustworthy advisories for what is in the image,
 * no finding means nothing. A violation is certain whatever else is unknown, so it wins over a gap.
 */
public final class Gate {
    /** Clocks differ; a feed further in the future than this has no known age. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    /** The kinds of finding that rules make: what a rule could not judge is a gap only where one of them counts. */
    private static final Set<Kind> OF_RULES =
            EnumSet.of(Kind.PRIVILEGE, Kind.HARDENING, Kind.TLS, Kind.BEHAVIOUR, Kind.POLICY);

    /** What coverage says when nobody was to look for vulnerabilities and malware. */
    public static final String VULNERABILITIES = "vulnerabilities";

    private Gate() {}

    /**
     * Judges; a pure function.
     *
     * @param needed names of the feeds that what was found is judged by
     * @param feeds the feeds at hand
     */
    public static GateResult judge(
            Report report, Collection<String> needed, Collection<FeedAge> feeds, GatePolicy policy, Instant now) {
        return judge(report, needed, feeds, policy, now, Optional.empty());
    }

    /** The same beside a baseline: what that has too violates only where the policy says itself what is new. */
    public static GateResult judge(
            Report report,
            Collection<String> needed,
            Collection<FeedAge> feeds,
            GatePolicy policy,
            Instant now,
            Optional<Since> since) {
        if (policy.failOn().isEmpty()) {
            return new GateResult(0, List.of(), List.of(), List.of());
        }
        FailOn failOn = policy.failOn().get();
        List<Finding> violating = violating(report, policy, failOn, now, since);
        List<String> missing = new ArrayList<>();
        Set<String> all = new TreeSet<>(needed);
        all.addAll(failOn.feeds());
        for (String name : all) {
            feedGap(name, feeds, policy, now).ifPresent(missing::add);
        }
        missing.addAll(notLookedFor(report, kinds(policy, failOn)));
        List<String> partial = new ArrayList<>();
        boolean rules = kinds(policy, failOn).stream().anyMatch(OF_RULES::contains);
        for (Coverage coverage : report.coverage()) {
            if (coverage.what().startsWith("rule:")) {
                if (rules && coverage.status() == Coverage.Status.NONE) {
                    missing.add(sentence(coverage));
                } else if (rules && coverage.status() == Coverage.Status.PARTIAL) {
                    partial.add(sentence(coverage));
                }
                continue;
            }
            // A layer of which nothing was read may hold any ecosystem.
            boolean ecosystem =
                    coverage.what().indexOf(':') < 0 || coverage.what().startsWith("layer:");
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
        int exitCode = !violating.isEmpty() ? 1 : gaps.isEmpty() ? 0 : 2;
        Set<String> keys = new HashSet<>();
        for (Finding f : violating) {
            keys.add(f.key());
        }
        boolean onlyNew = since.isPresent() && !failOn.usesNew();
        return new GateResult(exitCode, sentences(violating, policy, failOn, onlyNew), gaps, warnings, keys);
    }

    /** Nobody looked: no finding of a kind that counts proves nothing either. */
    private static List<String> notLookedFor(Report report, Set<Kind> kinds) {
        List<String> missing = new ArrayList<>();
        for (Coverage coverage : report.coverage()) {
            boolean asked = (coverage.what().equals(Facts.SECRETS) && kinds.contains(Kind.SECRET))
                    || (coverage.what().equals(Facts.PERMISSIONS) && kinds.contains(Kind.HARDENING))
                    || (coverage.what().equals(Facts.CONFIGURATION)
                            && (kinds.contains(Kind.PRIVILEGE) || kinds.contains(Kind.HARDENING)));
            if (asked && coverage.status() == Coverage.Status.NOT_APPLICABLE) {
                missing.add(sentence(coverage));
            }
        }
        return missing;
    }

    /** The kinds that count: those of the policy, and those the condition speaks of. */
    private static Set<Kind> kinds(GatePolicy policy, FailOn failOn) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        kinds.addAll(policy.kinds());
        kinds.addAll(failOn.kinds());
        return kinds;
    }

    /** Most urgent first. */
    private static List<Finding> violating(
            Report report, GatePolicy policy, FailOn failOn, Instant now, Optional<Since> since) {
        Set<Kind> kinds = kinds(policy, failOn);
        Condition.Facts facts =
                new Condition.Facts(now, since.map(Since::newKeys).orElse(Set.of()));
        boolean onlyNew = since.isPresent() && !failOn.usesNew();
        List<Finding> violating = new ArrayList<>();
        for (Finding f : report.findings()) {
            boolean unfixed = f.kind() == Kind.VULNERABILITY && f.fixedIn().isEmpty();
            boolean counts = f.waived().isEmpty()
                    && kinds.contains(f.kind())
                    && !(policy.onlyFixed() && unfixed)
                    && (!onlyNew || facts.newKeys().contains(f.key()));
            if (counts && failOn.condition().holds(f, facts)) {
                violating.add(f);
            }
        }
        return violating;
    }

    private static List<String> sentences(List<Finding> violating, GatePolicy policy, FailOn failOn, boolean onlyNew) {
        if (violating.isEmpty()) {
            return List.of();
        }
        boolean many = violating.size() > 1;
        Finding f = violating.getFirst();
        String about = f.pkg().map(p -> " in " + p.name() + " " + p.version()).orElse("");
        String fix = !policy.onlyFixed() ? "" : many ? " and have a fix" : " and has a fix";
        return List.of(Counts.of(violating.size(), onlyNew ? "new finding" : "finding")
                + " "
                + failOn.verb(many)
                + fix
                + (many ? "; the most urgent: " : ": ")
                + f.id()
                + about);
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
