package dev.hullmark.match;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the distribution still gets security updates ({@link EndOfLifeTable}): past its end there are vulnerabilities that
 * no advisory tells of, so that few findings are no good sign. A pure function of the inventory and the day.
 */
public final class EndOfLife {
    public static final String ID = "distribution-end-of-life";
    private static final String RULE = "rule:" + ID;

    private EndOfLife() {}

    /** What is to be said of the distribution on this day; nothing when the subject has none. */
    public static Verdict judge(Inventory inventory, LocalDate today) {
        return inventory.distribution().map(d -> judge(inventory, d, today)).orElse(new Verdict(List.of(), List.of()));
    }

    private static Verdict judge(Inventory inventory, Distribution d, LocalDate today) {
        String id = EndOfLifeTable.id(d);
        if (EndOfLifeTable.rolling(id, d.versionId())) {
            return new Verdict(
                    List.of(),
                    List.of(new Coverage(
                            RULE, Coverage.Status.NOT_APPLICABLE, Line.of(d.id()) + " has no releases that end")));
        }
        Optional<String> release = EndOfLifeTable.release(id, d.versionId());
        if (release.isEmpty()) {
            String name = Line.of((d.id() + " " + d.versionId()).strip());
            return new Verdict(
                    List.of(), List.of(Coverage.none(RULE, "until when " + name + " is supported is not known here")));
        }
        Map<String, LocalDate> releases = EndOfLifeTable.releases(id);
        LocalDate end = releases.getOrDefault(release.get(), LocalDate.MAX);
        if (!today.isAfter(end)) {
            return new Verdict(List.of(), List.of(Coverage.complete(RULE)));
        }
        String name = id + " " + release.get();
        Finding finding = new Finding(
                Finding.keyOf(Finding.Kind.HARDENING, ID, name, ""),
                ID,
                Finding.Kind.HARDENING,
                Severity.HIGH,
                name + " has had no security updates since " + end,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                evidence(inventory),
                Optional.empty(),
                Optional.empty(),
                remediation(EndOfLifeTable.successor(id), today),
                Optional.empty());
        Coverage unheard = Coverage.partial(
                system(inventory), name + " ended on " + end + ": advisories may no longer be published for it");
        return new Verdict(List.of(finding), List.of(Coverage.complete(RULE), unheard));
    }

    /** The release that is supported longest. */
    private static String remediation(String id, LocalDate today) {
        String best = "";
        LocalDate latest = today;
        for (Map.Entry<String, LocalDate> release : EndOfLifeTable.releases(id).entrySet()) {
            if (release.getValue().isAfter(latest)) {
                best = release.getKey();
                latest = release.getValue();
            }
        }
        return best.isEmpty()
                ? "move to a release of " + id + " that is supported"
                : "move to " + id + " " + best + ", supported until " + latest;
    }

    /** Where the distribution came in: the lowest place of any of its packages. */
    private static List<Evidence> evidence(Inventory inventory) {
        Optional<Evidence> lowest = Optional.empty();
        for (Package p : inventory.packages()) {
            if (p.type().ofDistribution()) {
                for (Evidence e : p.evidence()) {
                    if (lowest.isEmpty() || e.layerIndex() < lowest.get().layerIndex()) {
                        lowest = Optional.of(e);
                    }
                }
            }
        }
        return lowest.map(List::of).orElse(List.of());
    }

    /** The kind of package the distribution's advisories are about. */
    private static String system(Inventory inventory) {
        for (Package p : inventory.packages()) {
            if (p.type().ofDistribution()) {
                return p.type().purlType();
            }
        }
        return "distribution";
    }
}
