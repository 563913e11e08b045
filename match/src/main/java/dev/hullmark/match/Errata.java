package dev.hullmark.match;

import dev.hullmark.advisories.Advisory;
import java.util.ArrayList;
import java.util.List;

/**
 * Which vulnerabilities an advisory is about. Most are about one, whatever its names. A distribution's erratum tells of an
 * update that mends any number of them: it is no alias of theirs, and each is reported on its own.
 */
final class Errata {
    private static final List<String> NOT_ABOUT_SECURITY =
            List.of("ALBA-", "ALEA-", "RLBA-", "RHBA-", "RHEA-", "MGAA-", "SUSE-RU-", "SUSE-FU-", "openSUSE-RU-");

    private Errata() {}

    /** The ids of each vulnerability; none for an update that mends bugs or brings features, and names no CVE. */
    static List<List<String>> vulnerabilities(Advisory advisory) {
        if (!advisory.erratum()) {
            List<String> ids = new ArrayList<>(advisory.aliases().size() + 1);
            ids.add(advisory.id());
            ids.addAll(advisory.aliases());
            return List.of(ids);
        }
        List<List<String>> each = new ArrayList<>();
        for (String id : advisory.aliases()) {
            if (cve(id)) {
                each.add(List.of(id));
            }
        }
        if (each.isEmpty() && !startsWithAny(advisory.id(), NOT_ABOUT_SECURITY)) {
            return List.of(List.of(advisory.id()));
        }
        return each;
    }

    static boolean cve(String id) {
        return id.startsWith("CVE-");
    }

    private static boolean startsWithAny(String id, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (id.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
