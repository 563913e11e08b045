package dev.hullmark.posture.privilege;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.ImageConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What the image starts, word by word; what a shell is given as one text is split at its blanks.
 *
 * @param words of the entry point and the command
 */
record EntryPoint(List<String> words) {
    private static final int MOST = 1_000;

    static EntryPoint of(ImageConfig config) {
        List<String> words = new ArrayList<>();
        for (List<String> part : List.of(config.entrypoint(), config.cmd())) {
            for (String word : part) {
                for (String one : word.strip().split("[\\s;&|()]+", MOST)) {
                    if (!one.isEmpty() && words.size() < MOST) {
                        words.add(one);
                    }
                }
            }
        }
        return new EntryPoint(List.copyOf(words));
    }

    /** Names of the programs and arguments, without directories. */
    List<String> names() {
        return words.stream().map(EntryPoint::name).toList();
    }

    /** Whether it starts this file, called by its path or by its name alone. */
    boolean starts(Evidence file) {
        for (String word : words) {
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
