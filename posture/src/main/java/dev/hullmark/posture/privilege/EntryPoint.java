package dev.hullmark.posture.privilege;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the image starts. The command counts as well as the entry point, which often only starts what it is given; and
 * behind a program that only starts another ({@code tini --}, {@code gosu app}, {@code sh -c 'exec …'}) that one.
 *
 * @param programs as they are called, in their order; what is an argument of one is none
 */
record EntryPoint(List<String> programs) {
    private static final int MOST = 1_000;
    private static final String END = ";";

    /** These start what follows their options. */
    private static final Set<String> STARTERS =
            Set.of("tini", "dumb-init", "catatonit", "env", "exec", "nohup", "sh", "bash", "ash", "dash");

    /** These start what follows a user. */
    private static final Set<String> CHANGE_USER = Set.of("gosu", "su-exec", "setuidgid", "s6-setuidgid");

    static EntryPoint of(ImageConfig config) {
        List<String> programs = new ArrayList<>();
        for (List<String> part : List.of(config.entrypoint(), config.cmd())) {
            boolean command = true;
            boolean user = false;
            for (String word : words(part)) {
                if (word.equals(END)) {
                    command = true;
                } else if (user) {
                    user = false;
                    command = true;
                } else if (command && !word.startsWith("-") && word.indexOf('=') < 0) {
                    programs.add(word);
                    user = CHANGE_USER.contains(name(word));
                    command = STARTERS.contains(name(word));
                }
            }
        }
        return new EntryPoint(List.copyOf(programs));
    }

    /** A text with blanks is a shell's: its words, and {@link #END} where a command ends. */
    private static List<String> words(List<String> part) {
        List<String> words = new ArrayList<>();
        for (String text : part) {
            for (String word : text.replaceAll("[;&|(){}]+", " ; ").strip().split("\\s+", MOST)) {
                if (!word.isEmpty() && words.size() < MOST) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** Names of the programs, without directories. */
    List<String> names() {
        return programs.stream().map(EntryPoint::name).toList();
    }

    /** Whether it starts this file, called by its path or by its name alone. */
    boolean starts(Evidence file) {
        for (String word : programs) {
            boolean relative = word.startsWith("./") || !word.contains("/");
            if (word.equals(file.path()) || (relative && name(word).equals(name(file.path())))) {
                return true;
            }
        }
        return false;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
