package dev.hullmark.server.ui;

import dev.hullmark.match.Advice;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a plan of fixes is written. */
public final class FixRows {
    private FixRows() {}

    public static Map<Severity, Integer> counts(List<Finding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    public static String layers(Advice.Change change) {
        return change.layers().isEmpty()
                ? "–"
                : change.layers().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
