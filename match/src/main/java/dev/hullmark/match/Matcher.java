package dev.hullmark.match;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.ReportOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges an inventory by an index: a pure function, the same for the same arguments.
 *
 * <p>Each package is looked up under its ecosystem ({@link Ecosystems}), by its source where its distribution's advisories
 * speak of sources ({@link Judge}); a version inside an affected range ({@link Ranges}) is a hit. What several advisories
 * say of one vulnerability becomes one finding ({@link Folding}). A package that the distribution installed is judged by
 * the distribution's advisories alone: it may carry fixes that its version does not show.
 */
public final class Matcher {
    private Matcher() {}

    public static Verdict match(Inventory inventory, AdvisoryIndex index) {
        PackageJudge judge = new PackageJudge(index);
        FeedCoverage coverage = new FeedCoverage(index);
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (Package p : inventory.packages()) {
            if (!p.owner().isEmpty()) {
                coverage.owned(p);
                continue;
            }
            List<String> ecosystems = Ecosystems.of(p, inventory.distribution());
            Judge.Judgement judgement = judge.judgement(p, ecosystems);
            coverage.judged(p, ecosystems, inventory.distribution(), judgement.unreadable());
            for (Finding finding : judge.findings(p, judgement)) {
                findings.putIfAbsent(finding.key(), finding);
            }
        }
        List<Finding> sorted = new ArrayList<>(findings.values());
        sorted.sort(ReportOrder.MOST_URGENT_FIRST);
        return new Verdict(sorted, coverage.entries());
    }
}
