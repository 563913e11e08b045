package dev.hullmark.posture.dockerfile;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Programs that run what they read. */
final class Interpreters {
    private Interpreters() {}

    /** Of those that are no shells, the options that hold their program. */
    private static final Map<String, Set<String>> NAMES = Map.ofEntries(
            Map.entry("python", Set.of("c", "m")),
            Map.entry("python2", Set.of("c", "m")),
            Map.entry("python3", Set.of("c", "m")),
            Map.entry("perl", Set.of("e", "E")),
            Map.entry("ruby", Set.of("e")),
            Map.entry("node", Set.of("e", "p")),
            Map.entry("php", Set.of("r")),
            Map.entry("pwsh", Set.of("c")),
            Map.entry("iex", Set.of()),
            Map.entry("invoke-expression", Set.of()));

    private static boolean is(Command c) {
        return Shells.is(c) || NAMES.containsKey(name(c));
    }

    private static String name(Command c) {
        return c.name().toLowerCase(Locale.ROOT);
    }

    /** Whether it reads its program from the pipe. */
    static boolean readsProgram(Command c) {
        if (Shells.is(c) || !is(c)) {
            return Shells.readsInput(c);
        }
        boolean told = NAMES.getOrDefault(name(c), Set.of()).stream().anyMatch(letter -> tells(c, letter));
        return !told
                && (c.verb().isEmpty()
                        || c.arguments().contains("-")
                        || c.arguments().contains("--"));
    }

    /** Perl and ruby have bundles, {@code -pe}; of the others the option comes first. */
    private static boolean tells(Command c, String letter) {
        boolean bundles = Set.of("perl", "ruby").contains(c.name());
        return bundles
                ? c.hasShort(letter.charAt(0))
                : c.arguments().stream().anyMatch(word -> word.startsWith("-" + letter));
    }

    /** Whether an argument that it runs is of a kind. */
    static boolean evaluates(Command c, Predicate<String> kind) {
        return (is(c) || Set.of("eval", "source", ".").contains(c.name()))
                && c.arguments().stream().anyMatch(kind);
    }

    /** The file of the program that it runs, or "". */
    static String file(Command c) {
        if (Shells.is(c)) {
            return Shells.file(c).orElse("");
        }
        boolean names = is(c) || Set.of("source", ".").contains(c.name());
        String first = c.words().isEmpty() ? "" : c.words().getFirst();
        return names ? c.verb() : first.indexOf('/') >= 0 ? first : "";
    }
}
