package dev.hullmark.cli;

import dev.hullmark.report.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the terminal; the launcher finds it out, since the JVM can't tell its outputs apart.
 *
 * @param outputIsSeen whether a person watches standard output
 * @param progressIsSeen whether a person watches standard error
 * @param width columns of standard output
 */
record Terminal(boolean outputIsSeen, boolean progressIsSeen, int width) {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 60;

    static Terminal of(Map<String, String> environment) {
        String seen = environment.getOrDefault("HULLMARK_TERMINAL", "");
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Terminal(
                seen.contains("stdout"),
                seen.contains("stderr") && !dumb,
                width(environment.getOrDefault("COLUMNS", "")));
    }

    private static int width(String columns) {
        try {
            return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    /** A message as every one is shown: clean, and with a full stop. */
    static String sentence(@Nullable String message) {
        String text = clean(message == null ? "" : message.strip());
        boolean ended = text.endsWith(".") || text.endsWith("!") || text.endsWith("?") || text.endsWith("…");
        return ended ? text : text + ".";
    }

    /**
     * A message on one line, with what a hostile name could do to a terminal shown and not done. A line of its own would be
     * enough for a CI system to take it for a command.
     */
    static String clean(@Nullable String message) {
        return Text.visible(message == null ? "" : message);
    }
}
