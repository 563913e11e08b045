package dev.hullmark.posture.privilege;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the image starts: the program of its entry point, and behind one that only starts another ({@code tini --},
 * {@code gosu app}, {@code sh -c 'exec …'}, a script that ends in {@code exec "$@"}) that one too. What is an argument is
 * no program.
 *
 * @param programs as they are called, in their order
 * @param apache whether {@code httpd} is Apache's; busybox has one as well
 */
record EntryPoint(List<String> programs, boolean apache) {
    private static final int DEEPEST = 10;

    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");

    /** These start what follows their options. */
    private static final Set<String> STARTERS = Set.of("tini", "dumb-init", "catatonit", "env", "exec", "nohup");

    /** These start what follows a user. */
    private static final Set<String> CHANGE_USER = Set.of("gosu", "su-exec", "setuidgid", "s6-setuidgid");

    /** A shell's own words, where a command may stand. */
    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "elif", "else", "fi", "while", "until", "do", "done", "!");

    static EntryPoint of(Inventory inventory, ImageConfig config) {
        List<String> programs = new ArrayList<>();
        // An engine puts the one behind the other, and starts the first word.
        List<String> words = new ArrayList<>(config.entrypoint());
        words.addAll(config.cmd());
        read(words, programs, 0);
        boolean passesOn = !config.entrypoint().isEmpty()
                && programs.stream().anyMatch(program -> passesOn(inventory, program))
                && programs.stream().noneMatch(config.cmd()::contains);
        if (passesOn) {
            read(config.cmd(), programs, 0);
        }
        return new EntryPoint(List.copyOf(programs), isApache(inventory, programs));
    }

    private static void read(List<String> words, List<String> programs, int depth) {
        int at = 0;
        while (at < words.size() && (KEYWORDS.contains(words.get(at)) || isAssignment(words.get(at)))) {
            at++;
        }
        if (at == words.size() || depth == DEEPEST) {
            return;
        }
        String word = words.get(at);
        programs.add(word);
        List<String> rest = words.subList(at + 1, words.size());
        String name = name(word);
        if (SHELLS.contains(name)) {
            shell(rest, programs, depth + 1);
        } else if (STARTERS.contains(name)) {
            read(afterOptions(rest), programs, depth + 1);
        } else if (CHANGE_USER.contains(name)) {
            List<String> user = afterOptions(rest);
            read(user.subList(Math.min(1, user.size()), user.size()), programs, depth + 1);
        }
    }

    /** Only what follows -c is a text; without it a script's name follows. */
    private static void shell(List<String> words, List<String> programs, int depth) {
        boolean text = false;
        for (String word : words) {
            if (text) {
                ShellWords.commands(word).forEach(command -> read(command, programs, depth));
                return;
            }
            boolean option = word.startsWith("-") || word.startsWith("+");
            if (!option) {
                programs.add(word);
                return;
            }
            text = !word.startsWith("--") && word.startsWith("-") && word.indexOf('c') > 0;
        }
    }

    /** What stands behind the options, or behind a {@code --} among them, which some have after words of their own. */
    private static List<String> afterOptions(List<String> words) {
        if (words.isEmpty() || !(words.getFirst().startsWith("-") || isAssignment(words.getFirst()))) {
            return words;
        }
        int end = words.indexOf("--");
        if (end >= 0) {
            return words.subList(end + 1, words.size());
        }
        int at = 0;
        while (at < words.size() && (words.get(at).startsWith("-") || isAssignment(words.get(at)))) {
            at++;
        }
        return words.subList(at, words.size());
    }

    private static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && word.substring(0, equals).chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    }

    /** Whether the command's words are started by it: it was read so, or is called as such scripts are. */
    private static boolean passesOn(Inventory inventory, String program) {
        String name = name(program);
        return name.equals("init")
                || name.contains("entrypoint")
                || name.endsWith(".sh")
                || inventory.facts().programs().stream()
                        .anyMatch(p -> p.kind() == Program.Kind.PASSES_ON && isCalled(program, p.evidence()));
    }

    private static boolean isApache(Inventory inventory, List<String> programs) {
        return programs.stream().anyMatch(p -> p.startsWith("/usr/local/apache2/") || p.endsWith("httpd-foreground"))
                || inventory.facts().programs().stream()
                        .anyMatch(p ->
                                (p.kind() == Program.Kind.WORKERS && p.name().equals("httpd"))
                                        || p.evidence().path().startsWith("/usr/local/apache2/"))
                || inventory.packages().stream()
                        .anyMatch(p -> p.name().equals("httpd") || p.name().equals("apache2"));
    }

    /** Names of the programs, without directories. */
    List<String> names() {
        return programs.stream()
                .map(EntryPoint::name)
                .filter(name -> apache || !name.equals("httpd"))
                .toList();
    }

    /** Whether it starts this file, called by its path or by its name alone. */
    boolean starts(Evidence file) {
        return programs.stream().anyMatch(word -> isCalled(word, file));
    }

    private static boolean isCalled(String word, Evidence file) {
        boolean relative = word.startsWith("./") || !word.contains("/");
        return word.equals(file.path()) || (relative && name(word).equals(name(file.path())));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
