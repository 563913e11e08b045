package dev.hullmark.catalog;

import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts together what was not seen: an entry for each kind of package concerned, and one for each file, bounded. */
final class Gaps {
    private final Set<Coverage> general = new LinkedHashSet<>();
    private final Map<String, Set<String>> filesByKind = new TreeMap<>();
    private final Map<String, Set<String>> reasonsByFile = new TreeMap<>();

    void add(List<Coverage> coverage) {
        general.addAll(coverage);
    }

    /**
     * A file that could not be read whole.
     *
     * @param kind what {@link Cataloger#covers}
     */
    void add(String kind, FileFacts file) {
        String path = "/" + file.path();
        filesByKind.computeIfAbsent(kind, k -> new TreeSet<>()).add(path);
        reasonsByFile.computeIfAbsent(path, k -> new LinkedHashSet<>()).addAll(file.gaps());
    }

    List<Coverage> coverage() {
        List<Coverage> all = new ArrayList<>();
        bounded(all, new ArrayList<>(general), "layers", "gaps");
        for (Map.Entry<String, Set<String>> kind : filesByKind.entrySet()) {
            int files = kind.getValue().size();
            String first = kind.getValue().iterator().next();
            all.add(Coverage.partial(
                    kind.getKey(),
                    files == 1
                            ? first + " could not be read whole"
                            : files + " files could not be read whole, " + first + " the first"));
        }
        List<Coverage> files = new ArrayList<>();
        for (Map.Entry<String, Set<String>> file : reasonsByFile.entrySet()) {
            files.add(Coverage.partial("file:" + file.getKey(), String.join("; ", file.getValue())));
        }
        bounded(all, files, "files", "files could not be read whole");
        return all;
    }

    private static void bounded(List<Coverage> all, List<Coverage> some, String what, String of) {
        int shown = Math.min(some.size(), Limits.GAPS_SHOWN);
        all.addAll(some.subList(0, shown));
        if (shown < some.size()) {
            all.add(Coverage.partial(what, (some.size() - shown) + " more " + of));
        }
    }
}
