package dev.hullmark.posture.privilege;

import java.util.Locale;

/**
 * What one runtime makes of the image.
 *
 * @param runtime which one
 * @param answer in a word
 * @param says in a sentence
 */
public record Verdict(Runtime runtime, Answer answer, String says) {
    /** The best first. */
    public enum Answer {
        /** It does so already. */
        RUNS_WITHOUT_ROOT,
        /** Nothing found that keeps it from it: another user is the whole change. */
        CAN_RUN_WITHOUT_ROOT,
        /** Something stands in the way, and the fix takes it away. */
        NEEDS_A_CHANGE,
        /** Not what a container should do; only as little of root as it takes. */
        NEEDS_PRIVILEGES,
        /** No container of the image starts. */
        DOES_NOT_START,
        /** What it takes to know was not read. */
        UNKNOWN;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
