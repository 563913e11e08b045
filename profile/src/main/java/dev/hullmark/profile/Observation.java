package dev.hullmark.profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of one trial.
 *
 * @param refused the engine's words when it could not be started; "" otherwise
 * @param running whether it ran when the watch ended
 * @param exitCode with which it ended; 0 while it runs
 * @param listening {@code 80/tcp}, what it listened on at the end of the watch; empty when that can't be seen
 * @param processes by program, how many
 * @param words the last lines it wrote
 * @param probe what the user's own probe said; empty without one
 */
record Observation(
        String refused,
        boolean running,
        int exitCode,
        Optional<Set<String>> listening,
        Map<String, Integer> processes,
        List<String> words,
        Optional<Boolean> probe) {
    private static final int FIRST_FREE_PORT = 1024;

    private static final List<String> DENIALS = List.of(
            "permission denied",
            "operation not permitted",
            "read-only file system",
            "readonly file system",
            "not permitted",
            "access denied",
            "accessdenied",
            "eacces",
            "eperm",
            "erofs",
            "must be root",
            "must be run as root",
            "can't drop privilege",
            "cannot create",
            "can't create",
            "could not create",
            "unable to create",
            "failed to create",
            "can't open",
            "cannot open");

    Observation {
        processes = Map.copyOf(processes);
        words = List.copyOf(words);
    }

    /** What it said of something it was denied, or "". */
    String denial() {
        for (String line : words) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (DENIALS.stream().anyMatch(lower::contains)) {
                return line;
            }
        }
        return "";
    }

    /** Whether it listens on a port that engines and kernels may guard. */
    boolean bindsLowPort() {
        return listening.orElse(Set.of()).stream()
                .anyMatch(port -> Integer.parseInt(port.substring(0, port.indexOf('/'))) < FIRST_FREE_PORT);
    }

    /** Its last line, or "". */
    String last() {
        return words.isEmpty() ? "" : words.getLast();
    }
}
