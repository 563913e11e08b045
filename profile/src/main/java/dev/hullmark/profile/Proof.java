package dev.hullmark.profile;

import dev.hullmark.model.RunSettings;
import java.util.List;
import java.util.Locale;

/**
 * Whether settings leave an image working, by running it.
 *
 * @param outcome what the advised settings came to
 * @param reason one clause
 * @param settings with which it works: the advised, or when the least was asked for, what is left of them; the advised when
 *     nothing works
 * @param found whether it works with the settings
 * @param lowPorts below 1024 that it listens on as it is, {@code 80/tcp}
 * @param tried every trial in its order, for people
 */
public record Proof(
        Outcome outcome, String reason, RunSettings settings, boolean found, List<String> lowPorts, List<Tried> tried) {
    /** What a trial came to. */
    public enum Outcome {
        WORKS,
        BREAKS,
        UNDECIDED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One trial, by what was different in it. */
    public record Tried(String what, Outcome outcome, String reason) {}

    public Proof {
        lowPorts = List.copyOf(lowPorts);
        tried = List.copyOf(tried);
    }
}
