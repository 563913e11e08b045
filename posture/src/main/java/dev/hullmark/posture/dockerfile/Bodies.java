package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The here-documents of a text for the shell: those that the builder took out of it, and those that follow a line in it. */
final class Bodies {
    private final String text;
    private final IntUnaryOperator lines;
    private final List<Heredoc> given;
    private int end;
    private int read;

    /**
     * @param lines from a place in the text to its line in the file
     * @param given those that the text names and does not hold
     */
    Bodies(String text, IntUnaryOperator lines, List<Heredoc> given) {
        this.text = text;
        this.lines = lines;
        this.given = new ArrayList<>(given);
    }

    /** Where those end that were read last: the text goes on there after its line. */
    int end() {
        return end;
    }

    /** The one of this name that is asked for at a place: one that was given, or the lines after that place's. */
    Optional<Heredoc> of(String name, boolean stripTabs, int at) {
        for (Heredoc doc : given) {
            if (doc.name().equals(name)) {
                given.remove(doc);
                return Optional.of(doc);
            }
        }
        int start = end > at ? end : text.indexOf('\n', at) + 1;
        if (start == 0 || read++ == Limits.HEREDOCS) {
            return Optional.empty();
        }
        StringBuilder body = new StringBuilder();
        boolean ended = false;
        end = start;
        while (end < text.length() && !ended) {
            int lineEnd = text.indexOf('\n', end);
            lineEnd = lineEnd < 0 ? text.length() : lineEnd;
            String line = text.substring(end, lineEnd);
            line = stripTabs ? LineReader.withoutTabs(line) : line;
            ended = line.equals(name);
            body.append(ended ? "" : line + "\n");
            end = Math.min(text.length(), lineEnd + 1);
        }
        return Optional.of(new Heredoc(name, true, body.toString(), lines.applyAsInt(start)));
    }
}
