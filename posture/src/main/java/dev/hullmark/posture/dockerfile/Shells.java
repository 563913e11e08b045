package dev.hullmark.posture.dockerfile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shells, and where they take their commands from. */
final class Shells {
    private Shells() {}

    private static final Set<String> NAMES = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh");

    static boolean is(Command c) {
        return NAMES.contains(c.name());
    }

    /** The file of commands that a shell is given; "" when it reads its input; empty when it is told them, by {@code -c}. */
    static Optional<String> file(Command shell) {
        List<String> words = shell.arguments();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            boolean options = word.length() > 1 && (word.charAt(0) == '-' || word.charAt(0) == '+');
            if (!options) {
                return Optional.of(word.equals("-") || word.equals("/dev/stdin") ? "" : word);
            }
            if (!word.startsWith("--")) {
                if (word.indexOf('c') > 0) {
                    return Optional.empty();
                }
                if (word.indexOf('s') > 0) {
                    return Optional.of("");
                }
                // -o takes the option's name.
                at += word.endsWith("o") ? 1 : 0;
            }
        }
        return Optional.of("");
    }

    static boolean readsInput(Command c) {
        return is(c) && file(c).equals(Optional.of(""));
    }

    /** Whether a shell runs a script that begins so; without a first line of its own the builder's does. */
    static boolean runs(String script) {
        if (!script.startsWith("#!")) {
            return true;
        }
        String first = script.lines().findFirst().orElse("").substring(2).strip();
        return Arrays.stream(first.split("\\s+", -1))
                .filter(word -> !word.startsWith("-"))
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .filter(name -> !name.equals("env"))
                .findFirst()
                .filter(NAMES::contains)
                .isPresent();
    }
}
