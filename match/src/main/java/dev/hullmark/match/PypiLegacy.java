package dev.hullmark.match;

import java.util.ArrayList;
import java.util.List;

/**
 * How setuptools ordered versions before PEP 440: digits padded to compare as text, words marked with a star, known
 * words renamed so that they fall into place around {@code final}.
 */
final class PypiLegacy {
    private static final int PADDED = 8;
    private static final String ZERO = "0".repeat(PADDED);

    private PypiLegacy() {}

    static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        int i = 0;
        while (i < version.length()) {
            int end = partEnd(version, i);
            add(parts, version.substring(i, end));
            i = end;
        }
        add(parts, "final");
        return parts;
    }

    /** Runs of digits and of letters, single dots and dashes, and runs of anything else. */
    private static int partEnd(String s, int from) {
        int kind = kind(s.charAt(from));
        int end = from + 1;
        if (kind == SINGLE) {
            return end;
        }
        while (end < s.length() && kind(s.charAt(end)) == kind) {
            end++;
        }
        return end;
    }

    private static final int SINGLE = 2;

    private static int kind(char c) {
        if (Text.digit(c)) {
            return 0;
        }
        if (Text.lower(c)) {
            return 1;
        }
        return c == '.' || c == '-' ? SINGLE : 3;
    }

    private static void add(List<String> parts, String part) {
        if (part.equals(".")) {
            return;
        }
        if (Text.digit(part.charAt(0))) {
            parts.add(part.length() < PADDED ? ZERO.substring(part.length()) + part : part);
            return;
        }
        String word =
                switch (part) {
                    case "pre", "preview", "rc" -> "*c";
                    case "-" -> "*final-";
                    case "dev" -> "*@";
                    default -> "*" + part;
                };
        if (word.compareTo("*final") < 0) {
            while (!parts.isEmpty() && parts.getLast().equals("*final-")) {
                parts.removeLast();
            }
        }
        while (!parts.isEmpty() && parts.getLast().equals(ZERO)) {
            parts.removeLast();
        }
        parts.add(word);
    }
}
