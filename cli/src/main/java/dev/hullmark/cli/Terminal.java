package dev.hullmark.cli;

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
        String text = clean(message).stripTrailing();
        boolean ended = text.endsWith(".") || text.endsWith("!") || text.endsWith("?") || text.endsWith("…");
        return ended ? text : text + ".";
    }

    /** A message with what a hostile name could do to a terminal taken out. */
    static String clean(@Nullable String message) {
        String text = message == null ? "" : message;
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) && c != '\n' ? '\uFFFD' : c);
        }
        return clean.toString();
    }
}
