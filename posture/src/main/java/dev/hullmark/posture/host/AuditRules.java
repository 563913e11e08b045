package dev.hullmark.posture.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The paths that audit rules watch (audit.rules(7), auditctl(8)), from the files; whether the kernel loaded them only
 * auditctl can tell.
 *
 * @param trees absolute; a directory stands for all below it
 * @param exact absolute; each for itself alone
 */
record AuditRules(Set<String> trees, Set<String> exact) {
    AuditRules {
        trees = Set.copyOf(trees);
        exact = Set.copyOf(exact);
    }

    /** The rules of a file as auditctl loads it, line after line. */
    static AuditRules parse(String file) {
        return new Reader().read(file.lines().toList());
    }

    /** The rules of /etc/audit/rules.d: augenrules puts what deletes all first and what switches auditing on or off last. */
    static AuditRules parseParts(List<String> files) {
        List<String> lines = files.stream()
                .flatMap(String::lines)
                .filter(line -> !line.strip().startsWith("-D"))
                .toList();
        return new Reader().read(lines);
    }

    AuditRules and(AuditRules others) {
        return new AuditRules(union(trees, others.trees), union(exact, others.exact));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** The same with links followed: the kernel watches what a path leads to. */
    AuditRules through(UnaryOperator<String> real) {
        return new AuditRules(
                trees.stream().map(real).collect(Collectors.toSet()),
                exact.stream().map(real).collect(Collectors.toSet()));
    }

    /** Whether a rule watches this path, or a directory above it. */
    boolean watch(String path) {
        for (String p = path; p.startsWith("/"); p = p.substring(0, p.lastIndexOf('/'))) {
            if (trees.contains(p)) {
                return true;
            }
        }
        return exact.contains(path);
    }

    /** Rules as they pile up while lines are read. */
    private static final class Reader {
        /** The other lists and actions log nothing, or keep something from being logged. */
        private static final Set<String> ALWAYS = Set.of("always,exit", "exit,always");

        private final Set<String> trees = new LinkedHashSet<>();
        private final Set<String> exact = new LinkedHashSet<>();
        private boolean enabled = true;

        AuditRules read(List<String> lines) {
            lines.stream()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::line);
            return enabled ? new AuditRules(trees, exact) : new AuditRules(Set.of(), Set.of());
        }

        private void line(String line) {
            boolean logs = true;
            boolean deletes = false;
            List<String> fields = new ArrayList<>();
            // A value may stand right behind its option.
            String[] words =
                    line.replaceAll("(^|\\s)-([aAdeFwW])(?=\\S)", "$1-$2 ").split("\\s+");
            for (int i = 0; i < words.length; i++) {
                String value = i + 1 < words.length ? words[i + 1] : "";
                switch (words[i]) {
                    case "-D" -> {
                        trees.clear();
                        exact.clear();
                    }
                    case "-e" -> enabled = !value.equals("0");
                    case "-w" -> trees.add(bare(value));
                    case "-W" -> trees.remove(bare(value));
                    case "-F" -> fields.add(value);
                    case "-a", "-A", "-d" -> {
                        logs = ALWAYS.contains(value);
                        deletes = words[i].equals("-d");
                    }
                    default -> {}
                }
            }
            for (String field : logs ? fields : List.<String>of()) {
                field(field, deletes);
            }
        }

        private void field(String field, boolean deletes) {
            if (field.startsWith("dir=") || field.startsWith("path=")) {
                Set<String> paths = field.startsWith("dir=") ? trees : exact;
                String path = bare(field.substring(field.indexOf('=') + 1));
                if (deletes) {
                    paths.remove(path);
                } else {
                    paths.add(path);
                }
            }
        }

        private static String bare(String path) {
            return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }
    }
}
