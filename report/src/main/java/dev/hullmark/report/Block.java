package dev.hullmark.report;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Findings that are shown together: those of one package, or of several that were built from one source and share every
 * finding and fix.
 *
 * @param names of the packages
 * @param version theirs
 * @param type package-url type, or "" when it is not about a package
 * @param place the file that named a package, "" for a distribution's package, which its database names
 * @param morePlaces how many others
 * @param findings most urgent first, each id once
 */
record Block(List<String> names, String version, String type, String place, int morePlaces, List<Finding> findings) {

    /** Blocks in the order of their most urgent finding. */
    static List<Block> of(List<Finding> findings) {
        Map<String, Map<String, Finding>> byPackage = new LinkedHashMap<>();
        for (Finding f : findings) {
            String about = f.pkg().map(Finding.PackageRef::purl).orElse(f.kind().text());
            byPackage
                    .computeIfAbsent(about, a -> new LinkedHashMap<>())
                    .putIfAbsent(f.pkg().isPresent() ? f.id() : f.key(), f);
        }
        Map<List<Object>, Block> merged = new LinkedHashMap<>();
        for (Map<String, Finding> group : byPackage.values()) {
            Block block = one(new ArrayList<>(group.values()));
            merged.merge(block.sameness(), block, Block::with);
        }
        return new ArrayList<>(merged.values());
    }

    private static Block one(List<Finding> group) {
        Finding first = group.getFirst();
        if (first.pkg().isEmpty()) {
            return new Block(List.of(first.kind().text()), "", "", "", 0, group);
        }
        Finding.PackageRef p = first.pkg().get();
        String type = typeOf(p.purl());
        boolean distribution = type.equals("deb") || type.equals("rpm") || type.equals("apk");
        Set<String> places = new LinkedHashSet<>();
        if (!distribution) {
            for (Finding f : group) {
                for (Evidence evidence : f.evidence()) {
                    places.add(evidence.path());
                }
            }
        }
        return new Block(
                List.of(p.name()),
                p.version(),
                type,
                places.isEmpty() ? "" : places.iterator().next(),
                Math.max(0, places.size() - 1),
                group);
    }

    static String typeOf(String purl) {
        int slash = purl.indexOf('/');
        return purl.startsWith("pkg:") && slash > 4 ? purl.substring(4, slash) : "";
    }

    private List<Object> sameness() {
        List<Object> same = new ArrayList<>();
        same.add(type);
        same.add(version);
        same.add(place);
        for (Finding f : findings) {
            same.add(f.id());
            same.add(f.severity());
            same.add(f.fixedIn());
            same.add(f.waived());
        }
        return same;
    }

    private Block with(Block other) {
        List<String> all = new ArrayList<>(names);
        all.addAll(other.names);
        return new Block(all, version, type, place, morePlaces, findings);
    }

    Finding mostUrgent() {
        return findings.getFirst();
    }

    /** Whether a finding is one that nobody should overlook. */
    static boolean urgent(Finding f) {
        return f.kind() == Finding.Kind.MALWARE || exploited(f) || f.severity().atLeast(Severity.HIGH);
    }

    static boolean exploited(Finding f) {
        return f.advisory().map(Finding.AdvisoryRef::kev).orElse(false);
    }
}
