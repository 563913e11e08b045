package dev.hullmark.catalog.go;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.model.Confidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@code go.mod} (go.dev/ref/mod): lines of words, a directive before each or once before a block of them. */
final class GoMod {
    /** From this release on the file lists everything that is needed to build the module. */
    private static final int WHOLE_SINCE = 17;

    /** What takes a module's place: another or the same module with a version, or a folder without one. */
    private record Replacement(String path, String version) {}

    private final Map<String, String> required = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Map<String, Replacement> replaced = new HashMap<>();
    private final Set<String> excluded = new HashSet<>();
    private String go = "";
    private String toolchain = "";

    private GoMod() {}

    static GoMod read(byte[] bytes) {
        GoMod mod = new GoMod();
        String text = new String(bytes, StandardCharsets.UTF_8);
        String block = "";
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            List<String> words = words(text.substring(at, end));
            at = end + 1;
            if (words.isEmpty()) {
                continue;
            }
            if (!block.isEmpty()) {
                if (words.getFirst().equals(")")) {
                    block = "";
                } else {
                    mod.directive(block, words);
                }
            } else if (words.size() > 1 && words.get(1).equals("(")) {
                block = words.getFirst();
            } else {
                mod.directive(words.getFirst(), words.subList(1, words.size()));
            }
        }
        return mod;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>(4);
        int at = 0;
        while (at < line.length() && words.size() < 8) {
            char c = line.charAt(at);
            if (c <= ' ') {
                at++;
            } else if (line.startsWith("//", at)) {
                break;
            } else if (c == '"' || c == '`') {
                int close = line.indexOf(c, at + 1);
                int end = close < 0 ? line.length() : close;
                words.add(line.substring(at + 1, end));
                at = end + 1;
            } else {
                int start = at;
                while (at < line.length() && line.charAt(at) > ' ') {
                    at++;
                }
                words.add(line.substring(start, at));
            }
        }
        return words;
    }

    private void directive(String verb, List<String> words) {
        switch (verb) {
            case "require" -> {
                if (words.size() >= 2 && order.size() < Limits.PACKAGES_PER_FILE) {
                    required.put(words.get(0), words.get(1));
                    order.add(words.get(0));
                }
            }
            case "replace" -> replace(words);
            case "exclude" -> {
                if (words.size() >= 2) {
                    excluded.add(words.get(0) + "@" + words.get(1));
                }
            }
            case "go" -> go = words.isEmpty() ? "" : words.getFirst();
            case "toolchain" -> toolchain = words.isEmpty() ? "" : words.getFirst();
            default -> {}
        }
    }

    /** {@code path [version] => path [version]}; with a version on the left only that one is replaced. */
    private void replace(List<String> words) {
        int arrow = words.indexOf("=>");
        if ((arrow == 1 || arrow == 2) && words.size() > arrow + 1) {
            String of = arrow == 1 ? words.get(0) : words.get(0) + "@" + words.get(1);
            String version = words.size() > arrow + 2 ? words.get(arrow + 2) : "";
            replaced.put(of, new Replacement(words.get(arrow + 1), version));
        }
    }

    void tell(Declarations into) {
        for (String path : order) {
            String version = required.getOrDefault(path, "");
            Replacement by = replaced.get(path + "@" + version);
            by = by == null ? replaced.get(path) : by;
            if (by == null) {
                if (excluded.contains(path + "@" + version)) {
                    into.open(path);
                } else {
                    tell(path, version, Confidence.CERTAIN, into);
                }
            } else if (by.version().isEmpty()) {
                tell(path, version, Confidence.LOW, into); // a folder took its place
            } else {
                tell(by.path(), by.version(), Confidence.CERTAIN, into);
            }
        }
        standardLibrary(into);
        if (!order.isEmpty() && minor() < WHOLE_SINCE) {
            into.unnamed("was written for Go before 1." + WHOLE_SINCE + ": it does not list all that is needed");
        }
    }

    private static void tell(String path, String version, Confidence confidence, Declarations into) {
        if (Modules.isPath(path) && version.startsWith("v")) {
            into.found(path, version, List.of(), confidence);
        } else {
            into.unusable();
        }
    }

    /** The toolchain is the release that builds it where no newer one is there; a whole "go" version is the least. */
    private void standardLibrary(Declarations into) {
        String version = toolchain.startsWith("go1.") ? toolchain.substring(2) : go;
        int dot = version.indexOf('.');
        boolean whole = dot == 1 && version.startsWith("1.") && version.indexOf('.', 2) > 0;
        if (whole) {
            Confidence confidence = version.equals(go) ? Confidence.LOW : Confidence.MEDIUM;
            into.found(GoCataloger.STANDARD_LIBRARY, version, List.of(), confidence);
        }
    }

    private int minor() {
        int minor = 0;
        for (int i = 2; i < go.length() && i < 6 && go.charAt(i) >= '0' && go.charAt(i) <= '9'; i++) {
            minor = minor * 10 + go.charAt(i) - '0';
        }
        return minor;
    }
}
