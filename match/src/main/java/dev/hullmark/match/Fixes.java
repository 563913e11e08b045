package dev.hullmark.match;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import dev.hullmark.match.VersionOrder.InvalidVersionException;
import java.util.ArrayList;
import java.util.List;

/** The versions that mend a vulnerability. */
final class Fixes {
    private Fixes() {}

    /** Every fix newer than the installed version, lowest first, each once. */
    static List<String> of(List<Hit> hits) {
        List<String> fixes = new ArrayList<>(2);
        for (Hit hit : hits) {
            for (Range range : hit.affected().ranges()) {
                for (Event event : range.events()) {
                    if (event.kind() == Event.Kind.FIXED) {
                        insert(fixes, event.version(), hit);
                    }
                }
            }
            for (String version : hit.affected().fixedVersions()) {
                insert(fixes, version, hit);
            }
        }
        return fixes;
    }

    /** Puts a version at its place; what can't be read, is no newer or stands there already is left out. */
    private static void insert(List<String> fixes, String version, Hit hit) {
        VersionOrder order = hit.order();
        try {
            if (newer(order, version, hit.version())) {
                int at = 0;
                while (at < fixes.size()) {
                    int comparison = order.compare(version, fixes.get(at));
                    if (comparison == 0) {
                        return;
                    }
                    if (comparison < 0) {
                        break;
                    }
                    at++;
                }
                fixes.add(at, version);
            }
        } catch (InvalidVersionException e) {
            // A fix that can't be read helps nobody; the finding stands without it.
        }
    }

    /** Newer than the installed version; than an unreadable one, every readable fix is. */
    private static boolean newer(VersionOrder order, String fix, String installed) {
        return Ranges.unreadable(order, installed) ? !Ranges.unreadable(order, fix) : order.compare(fix, installed) > 0;
    }
}
