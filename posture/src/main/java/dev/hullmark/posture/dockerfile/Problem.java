package dev.hullmark.posture.dockerfile;

import java.util.List;

/**
 * A part that could not be read: it costs itself, not the rest, unless reading stopped there.
 *
 * @param line from 1
 * @param says what is the matter, one clause
 * @param stopped whether what follows was not read
 */
public record Problem(int line, String says, boolean stopped) {
    /** Adds one, unless enough was said. */
    static void add(List<Problem> problems, int line, String says) {
        if (problems.size() < Limits.PROBLEMS) {
            problems.add(new Problem(line, says, false));
        }
    }

    static Problem stop(int line, String says) {
        return new Problem(line, says, true);
    }

    @Override
    public String toString() {
        return "line " + line + ": " + says;
    }
}
