package dev.hullmark.match;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.ReportOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What an index says of an inventory.
 *
 * @param findings in the order of {@link dev.hullmark.model.ReportOrder}
 * @param coverage one entry for each package type present, sorted: how far its advisories were at hand
 */
public record Verdict(List<Finding> findings, List<Coverage> coverage) {
    public Verdict {
        findings = List.copyOf(findings);
        coverage = List.copyOf(coverage);
    }

    /** With what another check found. */
    public Verdict and(Verdict other) {
        List<Finding> allFindings = new ArrayList<>(findings);
        allFindings.addAll(other.findings);
        allFindings.sort(ReportOrder.MOST_URGENT_FIRST);
        List<Coverage> allCoverage = new ArrayList<>(coverage);
        allCoverage.addAll(other.coverage);
        return new Verdict(allFindings, allCoverage);
    }
}
