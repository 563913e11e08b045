package dev.hullmark.profile;

import java.time.Duration;
import java.util.LinkedHashMap;
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
 * @param listening what it listened on at the end of the watch, as {@link Listening} writes it; empty when that can't be seen
 * @param processes by program, how many all the time at the end: what only comes and goes, as a health check, is none
 * @param words the lines it wrote
 * @param probe what the user's own probe said; empty without one
 * @param health what the image's health check says, in the engine's words; "" without one
 * @param settled how long it took until its ports stayed as they are; empty when they did not
 */
record Observation(
        String refused,
        boolean running,
        int exitCode,
        Optional<Set<String>> listening,
        Map<String, Integer> processes,
        List<String> words,
        Optional<Boolean> probe,
        String health,
        Optional<Duration> settled) {
    private static final List<String> DENIALS = List.of(
            "permission denied",
            "operation not permitted",
            "read-only file system",
            "readonly file system",
            "readonly database",
            "read-only database",
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
            "couldn't create",
            "unable to create",
            "failed to create",
            "can't open",
            "cannot open",
            "could not open",
            "couldn't open",
            "unable to open",
            "failed to open",
            "unable to write",
            "could not write",
            "couldn't write",
            "failed to write");

    Observation {
        processes = Map.copyOf(processes);
        words = List.copyOf(words);
    }

    static Observation refused(String words) {
        return new Observation(
                words, false, 0, Optional.empty(), Map.of(), List.of(), Optional.empty(), "", Optional.empty());
    }

    /** The first that it said of something it was denied and did not say today, or "". */
    String denial(Observation today) {
        Map<String, String> denials = denials();
        denials.keySet().removeAll(today.denials().keySet());
        return denials.isEmpty() ? "" : denials.values().iterator().next();
    }

    /** The lines that tell of something denied, by what is the same in them each time. */
    private Map<String, String> denials() {
        Map<String, String> denials = new LinkedHashMap<>();
        for (String line : words) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (DENIALS.stream().anyMatch(lower::contains)) {
                denials.putIfAbsent(lower.replaceAll("[0-9]+", "0"), line);
            }
        }
        return denials;
    }

    boolean healthy() {
        return health.equals("healthy");
    }

    /** Its last line, or "". */
    String last() {
        return words.isEmpty() ? "" : words.getLast();
    }
}
