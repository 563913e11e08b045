package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Numbers in words. */
final class Counts {
    private Counts() {}

    /** {@code 1 finding}, {@code 2 findings}. */
    static String of(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** {@code 2 high, 1 low}, most urgent first. */
    static String bySeverity(List<Finding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Finding f : findings) {
            counts.merge(f.severity(), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((severity, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(severity == Severity.UNKNOWN ? "unrated" : severity.text()));
        return text.toString();
    }

    static int fixable(List<Finding> findings) {
        int count = 0;
        for (Finding f : findings) {
            count += f.fixedIn().isEmpty() ? 0 : 1;
        }
        return count;
    }
}
