package dev.hullmark.catalog.binary;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The versions that the marks in one file tell. */
final class Versions {
    private final Program program;
    private final RandomBytes bytes;
    private final String fileName;
    private final Map<String, SortedSet<String>> byName = new LinkedHashMap<>();
    private boolean elsewhere;

    private Versions(Program program, RandomBytes bytes, String fileName) {
        this.program = program;
        this.bytes = bytes;
        this.fileName = fileName;
    }

    /**
     * What was found.
     *
     * @param name the package
     * @param versions every version a mark tells; one, unless they disagree
     * @param elsewhere whether the program's library holds what it does not tell itself
     */
    record Told(String name, SortedSet<String> versions, boolean elsewhere) {}

    static Told read(Program program, RandomBytes bytes, String fileName) throws IOException {
        return new Versions(program, bytes, fileName).read();
    }

    private Told read() throws IOException {
        List<Mark> marks = program.marks();
        List<Sought> texts = new ArrayList<>();
        for (Mark mark : marks) {
            texts.add(mark.sought());
        }
        if (!program.library().isEmpty()) {
            texts.add(Sought.text(program.library()));
        }
        new Scanner(texts).scan(bytes, (window, at, end, text) -> {
            if (text == marks.size()) {
                elsewhere = true;
                return;
            }
            Mark mark = marks.get(text);
            String version = mark.read(window, at + mark.before().length(), end);
            if (!version.isEmpty()) {
                SortedSet<String> versions = byName.computeIfAbsent(mark.name(), n -> new TreeSet<>());
                if (versions.size() < Limits.BINARY_VERSIONS) {
                    versions.add(version);
                }
            }
        });
        for (Mark mark : marks) {
            SortedSet<String> versions = byName.getOrDefault(mark.name(), new TreeSet<>());
            if (!versions.isEmpty()) {
                return new Told(
                        mark.name(), mark.kind() == Mark.Kind.ALONE ? confirmed(versions) : versions, elsewhere);
            }
        }
        return new Told(marks.getFirst().name(), new TreeSet<>(), elsewhere);
    }

    private SortedSet<String> confirmed(SortedSet<String> versions) throws IOException {
        return switch (program.confirmation()) {
            case SINGLE -> versions;
            case PATH -> versions.size() == 1 ? versions : standing("/", versions);
            case PYTHON -> python(versions);
            case REDIS_BUILD -> redis(versions);
        };
    }

    /** Those of the minor version that the file is named after, else those whose library folder is named in it. */
    private SortedSet<String> python(SortedSet<String> versions) throws IOException {
        String named = fileName.substring(program.stem().length());
        SortedSet<String> agreeing = new TreeSet<>();
        if (named.indexOf('.') > 0 && VersionShape.digit((byte) named.charAt(0)) && !named.startsWith("3.so")) {
            for (String version : versions) {
                if (named.startsWith(minor(version))
                        && !digitAt(named, minor(version).length())) {
                    agreeing.add(version);
                }
            }
            return agreeing;
        }
        SortedSet<String> minors = new TreeSet<>();
        for (String version : versions) {
            if (version.startsWith("2.") || version.startsWith("3.")) {
                minors.add(minor(version));
            }
        }
        for (String minor : standing("/python", minors)) {
            for (String version : versions) {
                if (minor(version).equals(minor)) {
                    agreeing.add(version);
                }
            }
        }
        return agreeing;
    }

    /** Those that stand in the file behind this text, and end there. */
    private SortedSet<String> standing(String before, SortedSet<String> versions) throws IOException {
        SortedSet<String> standing = new TreeSet<>();
        if (versions.isEmpty()) {
            return standing;
        }
        List<String> candidates = new ArrayList<>(versions);
        List<Sought> texts = new ArrayList<>();
        for (String version : candidates) {
            texts.add(Sought.text(before + version));
        }
        new Scanner(texts).scan(bytes, (window, at, end, text) -> {
            int after = at + texts.get(text).text().length();
            if (after == end || !VersionShape.digit(window[after])) {
                standing.add(candidates.get(text));
            }
        });
        return standing;
    }

    private static boolean digitAt(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static String minor(String version) {
        int dot = version.indexOf('.', version.indexOf('.') + 1);
        return dot < 0 ? version : version.substring(0, dot);
    }

    /**
     * Redis compiles in one text of its version, the build's host and time, whether the sources were changed (a digit), and
     * the first eight digits of their commit, with nothing between them (its release.c). The longest version that such a
     * text starts with is its own.
     */
    private SortedSet<String> redis(SortedSet<String> versions) throws IOException {
        List<String> candidates = new ArrayList<>(versions);
        List<Sought> texts = candidates.stream().map(Sought::text).toList();
        SortedSet<String> builds = new TreeSet<>();
        new Scanner(texts).scan(bytes, (window, at, end, text) -> {
            boolean starts = at == 0 || (!VersionShape.digit(window[at - 1]) && window[at - 1] != '.');
            if (starts && builds.size() < Limits.BINARY_VERSIONS) {
                buildText(window, at, end, builds);
            }
        });
        SortedSet<String> own = new TreeSet<>();
        for (String build : builds) {
            String longest = "";
            for (String version : candidates) {
                longest = build.startsWith(version) && version.length() > longest.length() ? version : longest;
            }
            own.add(longest);
        }
        return own;
    }

    private static void buildText(byte[] window, int from, int end, SortedSet<String> builds) {
        int at = from;
        while (at < end && VersionShape.ofWord(window[at])) {
            at++;
        }
        // A version, ten digits of seconds, the digit, the commit.
        if (at == end || window[at] != 0 || at - from < 5 + 10 + 1 + 8) {
            return;
        }
        for (int i = at - 19; i < at; i++) {
            boolean hex = VersionShape.digit(window[i]) || (i >= at - 8 && window[i] >= 'a' && window[i] <= 'f');
            if (!hex) {
                return;
            }
        }
        builds.add(new String(window, from, at - from, StandardCharsets.ISO_8859_1));
    }
}
