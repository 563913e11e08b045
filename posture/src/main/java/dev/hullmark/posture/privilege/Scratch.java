package dev.hullmark.posture.privilege;

import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Program;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which of the directories that a server writes a tmpfs may cover: it hides what the image has there. */
final class Scratch {
    /** Since this version such directories are noted. */
    private static final int NOTED = 2;

    private static final String RUN = "/run";

    /** These are of whole systems. */
    private static final List<String> OF_SYSTEMS = List.of("/run/lock", "/run/systemd", "/run/user");

    private final Set<String> files = new TreeSet<>();
    private final Set<String> directories = new TreeSet<>();
    private final boolean known;

    Scratch(Inventory inventory) {
        known = inventory.catalogers().getOrDefault(Facts.PROGRAMS, 0) >= NOTED;
        for (Program program : inventory.facts().programs()) {
            if (program.kind() == Program.Kind.SCRATCH_FILE) {
                files.add(program.evidence().path());
            } else if (program.kind() == Program.Kind.SCRATCH_DIRECTORY) {
                directories.add(program.evidence().path());
            }
        }
    }

    /** The directory itself when the image has nothing in it, else the empty directories below it. */
    Set<String> of(String directory) {
        if (!known || isEmpty(directory)) {
            return Set.of(directory);
        }
        Set<String> leaves = new TreeSet<>();
        for (String other : directories) {
            if (isBelow(other, directory) && isEmpty(other)) {
                leaves.add(other);
            }
        }
        // Every boot empties it, and a server makes its pid file there; directories in it it does not make.
        if (directory.equals(RUN)) {
            leaves.removeIf(leaf -> OF_SYSTEMS.stream().anyMatch(s -> leaf.equals(s) || isBelow(leaf, s)));
            leaves.add(RUN);
        }
        return leaves;
    }

    private boolean isEmpty(String directory) {
        return files.stream().noneMatch(path -> isBelow(path, directory))
                && directories.stream().noneMatch(path -> isBelow(path, directory));
    }

    private static boolean isBelow(String path, String directory) {
        return path.startsWith(directory + "/");
    }
}
