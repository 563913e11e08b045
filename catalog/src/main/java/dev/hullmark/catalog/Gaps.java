package dev.hullmark.catalog;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.PackageType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts together what was not seen: an entry for each kind of package concerned, which tells the first file's reason,
 * and one for each file, bounded. What could not be read is told apart from what was read and could not be named.
 */
final class Gaps {
    /** The files of one kind, by path, each with its first reason. */
    private record Files(SequencedMap<String, String> unread, SequencedMap<String, String> unnamed) {}

    private final Set<Coverage> general = new LinkedHashSet<>();
    private final Map<String, Files> filesByKind = new TreeMap<>();
    private final Map<String, Set<String>> reasonsByFile = new TreeMap<>();

    void add(List<Coverage> coverage) {
        general.addAll(coverage);
    }

    /**
     * A file that has gaps.
     *
     * @param kind what {@link Cataloger#covers}
     */
    void add(String kind, FileFacts file) {
        String path = "/" + file.path();
        Files files = filesByKind.computeIfAbsent(kind, k -> new Files(new TreeMap<>(), new TreeMap<>()));
        Set<String> reasons = reasonsByFile.computeIfAbsent(path, k -> new LinkedHashSet<>());
        note(path, file.gaps(), files.unread(), reasons);
        note(path, file.unnamed(), files.unnamed(), reasons);
    }

    private static void note(String path, List<String> told, Map<String, String> firsts, Set<String> reasons) {
        if (!told.isEmpty()) {
            firsts.putIfAbsent(path, told.getFirst());
            reasons.addAll(told);
        }
    }

    /**
     * All of it.
     *
     * @param found kinds of which a package was found: of another whose files could not be read nothing is known at all
     */
    List<Coverage> coverage(Set<String> found) {
        List<Coverage> all = new ArrayList<>();
        bounded(all, new ArrayList<>(general), "layers", "gaps");
        for (Map.Entry<String, Files> kind : filesByKind.entrySet()) {
            String unread = told(kind.getValue().unread(), "", "could not be read whole");
            String unnamed = told(kind.getValue().unnamed(), "packages in ", "could not be named");
            String both = unread.isEmpty() || unnamed.isEmpty() ? "" : "; ";
            String reason = unread + both + unnamed;
            boolean nothing = !unread.isEmpty() && !found.contains(kind.getKey()) && isEcosystem(kind.getKey());
            all.add(nothing ? Coverage.none(kind.getKey(), reason) : Coverage.partial(kind.getKey(), reason));
        }
        List<Coverage> files = new ArrayList<>();
        for (Map.Entry<String, Set<String>> file : reasonsByFile.entrySet()) {
            files.add(Coverage.partial("file:" + file.getKey(), String.join("; ", file.getValue())));
        }
        bounded(all, files, "files", "files have gaps");
        return all;
    }

    /** Programs that no package brought are extra: an image that has none is no riddle. */
    private static boolean isEcosystem(String kind) {
        return Arrays.stream(PackageType.values())
                .anyMatch(type -> type != PackageType.GENERIC && type.purlType().equals(kind));
    }

    private static String told(SequencedMap<String, String> files, String before, String after) {
        if (files.isEmpty()) {
            return "";
        }
        Map.Entry<String, String> first = files.firstEntry();
        return files.size() == 1
                ? before + first.getKey() + " " + after + ": " + first.getValue()
                : before + files.size() + " files " + after + ", " + first.getKey() + " the first: " + first.getValue();
    }

    private static void bounded(List<Coverage> all, List<Coverage> some, String what, String of) {
        int shown = Math.min(some.size(), Limits.GAPS_SHOWN);
        all.addAll(some.subList(0, shown));
        if (shown < some.size()) {
            all.add(Coverage.partial(what, (some.size() - shown) + " more " + of));
        }
    }
}
