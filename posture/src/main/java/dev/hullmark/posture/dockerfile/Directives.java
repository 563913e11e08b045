package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The parser directives at the top of a file ({@code # escape=`}): comments that count, until the first line that is none.
 *
 * @param syntax the image that reads the file instead of the builder's own reader, or ""
 * @param escape what joins lines and takes a character's meaning away
 * @param check which of BuildKit's checks are skipped, or ""
 * @param lines how many lines they take
 */
public record Directives(String syntax, char escape, String check, int lines) {
    private static final Set<String> KNOWN = Set.of("syntax", "escape", "check");

    static Directives of(List<String> lines, List<Problem> problems) {
        if (lines.getFirst().startsWith("#!")) {
            // BuildKit looks behind it for what reads the file, and for nothing else.
            String syntax =
                    read(lines.subList(1, lines.size()), new ArrayList<>()).syntax();
            return new Directives(syntax, '\\', "", 0);
        }
        return read(lines, problems);
    }

    private static Directives read(List<String> lines, List<Problem> problems) {
        Map<String, String> found = new HashMap<>();
        int read = 0;
        while (read < lines.size()) {
            String line = lines.get(read).strip();
            int equals = line.indexOf('=');
            if (!line.startsWith("#") || equals < 0) {
                break;
            }
            String name = line.substring(1, equals).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(equals + 1).strip();
            if (!KNOWN.contains(name) || value.isEmpty()) {
                break;
            }
            if (found.putIfAbsent(name, value) != null) {
                Problem.add(problems, read + 1, "the directive '" + name + "' is there twice");
                break;
            }
            read++;
        }
        String escape = found.getOrDefault("escape", "\\");
        if (!escape.equals("\\") && !escape.equals("`")) {
            Problem.add(problems, read, "the escape directive must be \\ or `");
            escape = "\\";
        }
        return new Directives(
                found.getOrDefault("syntax", ""), escape.charAt(0), found.getOrDefault("check", ""), read);
    }
}
