package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which here-documents an instruction's text names: words that begin with {@code <<}, as BuildKit reads them. */
final class Heredocs {
    private Heredocs() {}

    record Name(String text, boolean expand, boolean stripTabs) {}

    static List<Name> named(String instruction, char escape) {
        List<Name> names = new ArrayList<>();
        if (instruction.contains("<<") && mayHave(instruction)) {
            for (String word : Words.raw(instruction, escape)) {
                int at = 0;
                while (at < word.length() && Character.isDigit(word.charAt(at))) {
                    at++;
                }
                if (word.startsWith("<<", at) && names.size() < Limits.HEREDOCS) {
                    boolean strip = word.startsWith("-", at + 2);
                    String name = word.substring(at + (strip ? 3 : 2));
                    String bare = Words.unquoted(name, escape);
                    if (!bare.isEmpty() && name.indexOf('<') < 0) {
                        names.add(new Name(bare, bare.equals(name), strip));
                    }
                }
            }
        }
        return names;
    }

    private static boolean mayHave(String instruction) {
        String start =
                instruction.substring(0, Math.min(instruction.length(), 200)).toUpperCase(Locale.ROOT);
        if (start.startsWith("ONBUILD")) {
            start = start.substring("ONBUILD".length()).stripLeading();
        }
        return start.startsWith("RUN") || start.startsWith("COPY") || start.startsWith("ADD");
    }
}
