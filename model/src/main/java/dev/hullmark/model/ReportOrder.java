package dev.hullmark.model;

import java.util.Comparator;

/** The order in which findings are shown: exploited first, then severity, then likelihood of exploitation, then name. */
public final class ReportOrder {
    private ReportOrder() {}

    /** Total and stable: two different findings never compare equal, so the same input gives the same bytes. */
    public static final Comparator<Finding> MOST_URGENT_FIRST = Comparator.comparing(
                    (Finding f) -> f.kind() != Finding.Kind.MALWARE)
            .thenComparing(f -> f.advisory().map(a -> !a.kev()).orElse(true))
            .thenComparing(Finding::severity)
            .thenComparing(Comparator.comparingDouble(ReportOrder::epss).reversed())
            .thenComparing(Comparator.comparingDouble(ReportOrder::cvss).reversed())
            .thenComparing(f -> f.pkg().map(Finding.PackageRef::purl).orElse(""))
            .thenComparing(Finding::id)
            .thenComparing(Finding::key);

    private static double epss(Finding f) {
        return f.advisory()
                .flatMap(Finding.AdvisoryRef::epss)
                .map(Finding.Epss::score)
                .orElse(0.0);
    }

    private static double cvss(Finding f) {
        return f.advisory()
                .flatMap(Finding.AdvisoryRef::cvss)
                .map(Finding.Cvss::score)
                .orElse(0.0);
    }
}
