package dev.hullmark.catalog.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a shell script asks who it runs as: in a test, by {@code id -u}, the shell's own UID, or a variable that holds what
 * {@code id -u} said. To mention a number is not to ask: {@code chown $UID}, {@code UID=1000}.
 */
final class WhoAsked {
    private static final Set<String> TESTS = Set.of("if", "elif", "while", "until", "case", "[", "[[", "test", "((");

    private static final List<String> PROGRAMS = List.of("id -u", "id -nu", "id -un", "whoami");

    /** Shells set these; a script that sets one itself, or a default for it, means something else by it. */
    private static final List<String> SHELLS_OWN = List.of("UID", "EUID");

    private static final int MOST = 20;

    private final List<String> variables = new ArrayList<>(SHELLS_OWN);
    private boolean asked;

    boolean asked() {
        return asked;
    }

    /** Lines are given in their order: what asked once has asked for all that follows. */
    void read(String line) {
        int test = test(line);
        for (String program : PROGRAMS) {
            int at = line.indexOf(program);
            asked |= test >= 0 && at > test;
            if (at > 0) {
                assigned(line.substring(0, at));
            }
        }
        variables.removeIf(name -> SHELLS_OWN.contains(name)
                && (isAssigned(line, name) || line.contains("${" + name + ":") || line.contains("${" + name + "-")));
        for (String variable : variables) {
            asked |= test >= 0 && line.indexOf(variable, test) > test && mentions(line, variable);
        }
    }

    /** Where the first test begins, or -1. */
    private static int test(String line) {
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i < line.length() && " \t;&|".indexOf(line.charAt(i)) < 0) {
                continue;
            }
            String word = line.substring(start, i);
            if (TESTS.contains(word) || word.startsWith("((")) {
                return start;
            }
            start = i + 1;
        }
        return -1;
    }

    /** {@code me=$(id -u)}: from now on {@code $me} asks. */
    private void assigned(String before) {
        int equals = before.lastIndexOf('=');
        String opening = equals < 0 ? "" : before.substring(equals + 1).strip();
        if (!Set.of("$(", "\"$(", "`", "\"`").contains(opening)) {
            return;
        }
        int start = equals;
        while (start > 0 && isName(before.charAt(start - 1))) {
            start--;
        }
        if (start < equals && variables.size() < MOST) {
            variables.add(before.substring(start, equals));
        }
    }

    private static boolean isAssigned(String line, String name) {
        int at = line.indexOf(name + "=");
        boolean whole = at == 0 || (at > 0 && !isName(line.charAt(at - 1)) && line.charAt(at - 1) != '$');
        return whole && !line.startsWith("==", at + name.length());
    }

    /** {@code $name}, <code>${name}</code>, and in arithmetic the bare name. */
    private static boolean mentions(String line, String name) {
        for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean whole =
                    (at == 0 || !isName(line.charAt(at - 1))) && (end == line.length() || !isName(line.charAt(end)));
            boolean used = at > 0 && (line.charAt(at - 1) == '$' || line.charAt(at - 1) == '{' || line.contains("(("));
            if (whole && used) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
