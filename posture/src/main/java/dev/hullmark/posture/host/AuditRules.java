package dev.hullmark.posture.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that audit rules watch (audit.rules(7)), from the files; whether the kernel loaded them only auditctl can tell.
 *
 * @param paths absolute; a directory stands for all below it
 */
record AuditRules(Set<String> paths) {
    AuditRules {
        paths = Set.copyOf(paths);
    }

    static AuditRules parse(List<String> files) {
        Set<String> paths = new LinkedHashSet<>();
        for (String file : files) {
            file.lines()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> add(line, paths));
        }
        return new AuditRules(paths);
    }

    private static void add(String line, Set<String> paths) {
        List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
        for (int i = 0; i + 1 < words.size(); i++) {
            String next = words.get(i + 1);
            if (words.get(i).equals("-w")) {
                put(next, paths);
            } else if (words.get(i).equals("-F") && (next.startsWith("path=") || next.startsWith("dir="))) {
                put(next.substring(next.indexOf('=') + 1), paths);
            }
        }
    }

    private static void put(String path, Set<String> paths) {
        paths.add(path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** Whether a rule watches this path, or a directory above it. */
    boolean watch(String path) {
        for (String p = path; p.startsWith("/"); p = p.substring(0, p.lastIndexOf('/'))) {
            if (paths.contains(p)) {
                return true;
            }
        }
        return false;
    }
}
