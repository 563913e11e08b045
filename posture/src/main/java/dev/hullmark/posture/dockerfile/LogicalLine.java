package dev.hullmark.posture.dockerfile;

import java.util.List;

/**
 * An instruction's text with its continued lines joined.
 *
 * @param text joined, as the builder sees it
 * @param map back to the file's lines
 * @param heredocs in their order
 * @param ignored rules that a comment before it says to ignore
 */
record LogicalLine(String text, LineMap map, List<Heredoc> heredocs, List<String> ignored) {
    int line() {
        return map.at(0);
    }

    int lineAt(int offset) {
        return map.at(offset);
    }
}
