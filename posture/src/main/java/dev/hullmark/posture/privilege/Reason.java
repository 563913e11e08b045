package dev.hullmark.posture.privilege;

import dev.hullmark.model.Evidence;
import java.util.List;
import java.util.Locale;

/**
 * Why an image may need root.
 *
 * @param kind which of the three reasons there are
 * @param says what was found, one clause
 * @param fix what to do about it, one line
 * @param blocks whether another user alone is not enough
 * @param evidence where; none when it is the image's configuration
 */
public record Reason(Kind kind, String says, String fix, boolean blocks, List<Evidence> evidence) {
    /** The three reasons for root that are real; whatever else is a habit of packaging. */
    public enum Kind {
        /** Processes of several users: a master that starts workers as somebody else, or an entry point that drops root. */
        SEVERAL_USERS,
        /** A port below 1024, where the runtime guards those. */
        LOW_PORT,
        /** Changing the kernel: modules, mounts, network interfaces, clocks. */
        KERNEL;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Reason {
        evidence = List.copyOf(evidence);
    }
}
