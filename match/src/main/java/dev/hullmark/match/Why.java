package dev.hullmark.match;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Affected;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The command {@code why}: the chain from a file to a finding, or the place where the chain ends. */
public final class Why {
    private final String id;
    private final Inventory inventory;
    private final AdvisoryIndex index;
    private final Verdict verdict;
    private final List<Explanation.Case> cases = new ArrayList<>();

    private Why(String id, Inventory inventory, AdvisoryIndex index) {
        this.id = id;
        this.inventory = inventory;
        this.index = index;
        this.verdict = Matcher.match(inventory, index);
    }

    /**
     * @param id a CVE, GHSA, or any source's own id
     */
    public static Explanation explain(String id, Inventory inventory, AdvisoryIndex index) {
        return new Why(id.strip(), inventory, index).explain();
    }

    private Explanation explain() {
        List<Advisory> advisories = index.find(id);
        if (advisories.size() > Limits.EXPLAINED_ADVISORIES) {
            advisories = advisories.subList(0, Limits.EXPLAINED_ADVISORIES);
        }
        Map<String, List<Advisory>> byPackage = new HashMap<>();
        for (Advisory advisory : advisories) {
            for (Affected affected : advisory.affected()) {
                List<Advisory> list = byPackage.computeIfAbsent(
                        affected.ecosystem() + "\n" + affected.name(), k -> new ArrayList<>());
                if (!list.contains(advisory)) {
                    list.add(advisory);
                }
            }
        }
        for (Package p : inventory.packages()) {
            for (String ecosystem : Ecosystems.of(p, inventory.distribution())) {
                for (Judge.Name name : Judge.names(p, ecosystem)) {
                    for (Advisory advisory : byPackage.getOrDefault(ecosystem + "\n" + name.name(), List.of())) {
                        explain(p, ecosystem, name, advisory);
                    }
                }
            }
        }
        List<String> described = new ArrayList<>(advisories.size());
        for (Advisory advisory : advisories) {
            described.add(describe(advisory));
        }
        return new Explanation(id, described, cases, answer(advisories));
    }

    private static String describe(Advisory advisory) {
        Set<String> names = new LinkedHashSet<>();
        for (Affected affected : advisory.affected()) {
            names.add(affected.ecosystem() + " " + affected.name());
        }
        String text = advisory.summary().isBlank() ? advisory.details() : advisory.summary();
        String about = names.size() == 1 ? names.iterator().next() : names.size() + " packages";
        return Line.of(advisory.id() + (advisory.withdrawn().isPresent() ? " (withdrawn)" : "") + ", " + about
                + (text.isBlank() ? "" : ": " + text));
    }

    private void explain(Package p, String ecosystem, Judge.Name name, Advisory advisory) {
        List<String> steps = new ArrayList<>();
        Explanation.Outcome outcome = Explanation.Outcome.NOT_AFFECTED;
        if (!p.owner().isEmpty()) {
            steps.add("not reported: its files belong to " + p.owner()
                    + ", and the distribution's advisories judge that");
            outcome = Explanation.Outcome.OWNED;
        } else if (advisory.withdrawn().isPresent()) {
            steps.add("not reported: the source withdrew the advisory on "
                    + advisory.withdrawn().get());
            outcome = Explanation.Outcome.WITHDRAWN;
        } else {
            VersionOrder order = name.order(VersionOrders.named(ecosystem).orElseThrow());
            for (Affected affected : advisory.affected()) {
                if (affected.ecosystem().equals(ecosystem) && affected.name().equals(name.name())) {
                    outcome = better(outcome, judge(p, name, advisory, affected, order, steps));
                }
            }
        }
        Optional<Finding> finding = outcome == Explanation.Outcome.REPORTED ? finding(p) : Optional.empty();
        if (outcome == Explanation.Outcome.REPORTED && finding.isEmpty()) {
            steps.add("not reported: the same advisory says of " + p.name() + " itself that it is not affected");
            outcome = Explanation.Outcome.NOT_AFFECTED;
        }
        finding.ifPresent(f -> conclude(p, f, steps));
        cases.add(new Explanation.Case(p, advisory.id(), outcome, steps, finding));
    }

    private static Explanation.Outcome better(Explanation.Outcome a, Explanation.Outcome b) {
        if (a == Explanation.Outcome.REPORTED || b == Explanation.Outcome.REPORTED) {
            return Explanation.Outcome.REPORTED;
        }
        return a == Explanation.Outcome.UNKNOWN ? a : b;
    }

    private static Explanation.Outcome judge(
            Package p, Judge.Name name, Advisory advisory, Affected affected, VersionOrder order, List<String> steps) {
        if (p.source().isPresent() && !name.name().equals(p.name())) {
            steps.add(p.name() + " is built from source " + name.name() + " " + name.version());
        }
        if (p.type() == PackageType.RPM
                && (!RpmModules.sameWorld(p, affected) || RpmModules.otherStream(p, advisory))) {
            steps.add("the fix is for another RPM module or stream than this package's → not affected");
            return Explanation.Outcome.NOT_AFFECTED;
        }
        if (affected.status() == Affected.Status.NOT_AFFECTED) {
            steps.add("the distribution says of " + name.name() + " that it is not affected");
            return Explanation.Outcome.NOT_AFFECTED;
        }
        Steps.write(affected, name.version(), order, steps);
        return switch (Ranges.judge(affected, name.version(), order)) {
            case AFFECTED -> {
                steps.add("→ affected");
                yield Explanation.Outcome.REPORTED;
            }
            case NOT_AFFECTED -> {
                steps.add("→ not affected");
                yield Explanation.Outcome.NOT_AFFECTED;
            }
            case UNKNOWN -> {
                steps.add("→ can't be judged");
                yield Explanation.Outcome.UNKNOWN;
            }
        };
    }

    private Optional<Finding> finding(Package p) {
        String purl = p.purl();
        for (Finding f : verdict.findings()) {
            boolean named = f.id().equalsIgnoreCase(id)
                    || f.advisory().stream().anyMatch(a -> a.source().equalsIgnoreCase(id) || contains(a.aliases()));
            if (named
                    && f.evidence().equals(p.evidence())
                    && f.pkg().filter(r -> r.purl().equals(purl)).isPresent()) {
                return Optional.of(f);
            }
        }
        return Optional.empty();
    }

    private boolean contains(List<String> ids) {
        for (String other : ids) {
            if (other.equalsIgnoreCase(id)) {
                return true;
            }
        }
        return false;
    }

    private void conclude(Package p, Finding finding, List<String> steps) {
        List<Hit> hits = hits(p, finding);
        String by = hits.isEmpty()
                ? ""
                : ": " + Rating.of(p, hits, FindingMaker.cvss(hits)).origin();
        steps.add("severity " + finding.severity().text()
                + (finding.kind() == Finding.Kind.MALWARE ? ": malware always is" : by));
        if (finding.advisory().filter(Finding.AdvisoryRef::kev).isPresent()) {
            steps.add("known to be exploited (CISA KEV)");
        }
        steps.add(finding.remediation());
    }

    private List<Hit> hits(Package p, Finding finding) {
        List<String> ecosystems = Ecosystems.of(p, inventory.distribution());
        for (Folding.Group group :
                Folding.fold(new Judge(index).judge(p, ecosystems).hits())) {
            if (FindingMaker.shownId(group).equals(finding.id())) {
                return group.hits();
            }
        }
        return List.of();
    }

    private String answer(List<Advisory> advisories) {
        Set<String> reported = new TreeSet<>();
        for (Explanation.Case c : cases) {
            if (c.outcome() == Explanation.Outcome.REPORTED && c.finding().isPresent()) {
                reported.add(c.pkg().name() + " " + c.pkg().version());
            }
        }
        if (!reported.isEmpty()) {
            return Line.of(id + " is reported for " + String.join(", ", reported) + ".");
        }
        String gaps = gaps();
        if (advisories.isEmpty()) {
            return Line.of("No advisory at hand goes by " + id + ".") + gaps;
        }
        if (cases.isEmpty()) {
            Set<String> silent = silent(advisories);
            return Line.of(
                            silent.isEmpty()
                                    ? id + " is not reported: no package that it affects is installed."
                                    : id + " is not reported: no advisory for " + String.join(", ", silent)
                                            + " speaks of it.")
                    + gaps;
        }
        return Line.of(id + " is not reported: " + reason(cases.getFirst().outcome()) + ".") + gaps;
    }

    /** The ecosystems present, when the advisories are about others only: then their word is worth nothing here. */
    private Set<String> silent(List<Advisory> advisories) {
        Set<String> present = new TreeSet<>();
        for (Package p : inventory.packages()) {
            present.addAll(Ecosystems.of(p, inventory.distribution()));
        }
        for (Advisory advisory : advisories) {
            for (Affected affected : advisory.affected()) {
                if (present.contains(affected.ecosystem())) {
                    return Set.of();
                }
            }
        }
        return present;
    }

    private static String reason(Explanation.Outcome outcome) {
        return switch (outcome) {
            case OWNED -> "the package belongs to the distribution, whose advisories do not name it";
            case WITHDRAWN -> "its source withdrew it";
            case UNKNOWN -> "a version can't be compared";
            case NOT_AFFECTED, REPORTED -> "no installed version is affected";
        };
    }

    /** What silence is worth: the ecosystems present without advisories. */
    private String gaps() {
        StringBuilder gaps = new StringBuilder();
        for (Coverage c : verdict.coverage()) {
            if (c.status() == Coverage.Status.NONE || c.status() == Coverage.Status.PARTIAL) {
                gaps.append(" But ")
                        .append(c.what())
                        .append(" packages: ")
                        .append(c.reason())
                        .append('.');
            }
        }
        return gaps.toString();
    }
}
