package dev.hullmark.match;

import dev.hullmark.advisories.Affected;
import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import dev.hullmark.match.VersionOrder.InvalidVersionException;
import java.util.List;

/** The comparisons behind a judgement, in words: {@code 1.1.1n-0+deb11u3 < 1.1.1n-0+deb11u5 (fixed)}. */
final class Steps {
    private Steps() {}

    static void write(Affected affected, String version, VersionOrder order, List<String> steps) {
        for (Range range : affected.ranges()) {
            VersionOrder ordering = Ranges.orderOf(range, order);
            for (Event event : range.events()) {
                steps.add(step(event, version, ordering));
            }
        }
        if (!affected.versions().isEmpty()) {
            int count = affected.versions().size();
            boolean named = Ranges.named(affected.versions(), version, order);
            steps.add(version
                    + (named ? " is one of the " : " is none of the ")
                    + count
                    + (count == 1 ? " version named" : " versions named"));
        }
    }

    private static String step(Event event, String version, VersionOrder order) {
        String kind = event.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        if (Ranges.zero(event)) {
            return "introduced in the first version";
        }
        if (event.version().equals("*")) {
            return "no limit";
        }
        try {
            int comparison = order.compare(version, event.version());
            String sign = comparison < 0 ? " < " : comparison > 0 ? " > " : " = ";
            return version + sign + event.version() + " (" + kind + ")";
        } catch (InvalidVersionException e) {
            return e.getMessage() + " (" + kind + ")";
        }
    }
}
