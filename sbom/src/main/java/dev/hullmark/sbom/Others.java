package dev.hullmark.sbom;

import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The entries of a document that Hullmark cannot judge: told of, since silence would read as "nothing found". */
final class Others {
    private static final int TYPES = 50;

    private final Map<String, Integer> byType = new TreeMap<>();

    /** Counts an entry by its package-url, "" when it has none. */
    void add(String purl) {
        String type = PurlPackages.typeOf(purl);
        String known = byType.size() < TYPES || byType.containsKey(type) ? type : "";
        byType.merge(known, 1, Integer::sum);
    }

    List<Coverage> coverage() {
        List<Coverage> all = new ArrayList<>();
        byType.forEach((type, count) -> all.add(
                type.isEmpty() || isJudged(type)
                        ? Coverage.partial(
                                type.isEmpty() ? "sbom" : type,
                                count + " entries of the document have no readable package-url and are not judged")
                        : Coverage.none(type, count + " packages of a type this version does not judge are left out")));
        return all;
    }

    private static boolean isJudged(String type) {
        for (dev.hullmark.model.PackageType known : dev.hullmark.model.PackageType.values()) {
            if (known.purlType().equals(type)) {
                return true;
            }
        }
        return false;
    }
}
