package dev.hullmark.ship;

import dev.hullmark.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is told, in no receiver's format yet.
 *
 * @param id of the delivery, the same at every attempt, so that a receiver can drop repeats
 * @param event what kind of thing happened: {@code finding}, {@code scan-failed} …, {@code digest} or {@code test}
 * @param title one line
 * @param severity the worst of what is told; empty where none applies
 * @param at when it was put together
 * @param link where to read more, or ""
 */
public record Message(
        String id,
        String event,
        String title,
        Optional<Severity> severity,
        Instant at,
        String link,
        List<Section> sections) {
    public Message {
        sections = List.copyOf(sections);
    }

    /**
     * What happened of one kind.
     *
     * @param event as the message's
     * @param lines the most urgent ones
     * @param more how many lines were left out
     */
    public record Section(String event, String title, List<Line> lines, int more) {
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One vulnerability with all images it concerns, or one image. What does not apply is "" or empty.
     *
     * @param subject a vulnerability's id, or an image's name
     * @param change what happened to the finding: {@code new}, {@code severity} …
     * @param what the package concerned, or what is to be said
     * @param fixedIn the lowest version without it
     * @param cause why it changed, one clause
     * @param images how many
     * @param names the first of them
     */
    public record Line(
            String subject,
            Optional<Severity> severity,
            String change,
            String what,
            String fixedIn,
            String cause,
            int images,
            List<String> names) {
        public Line {
            names = List.copyOf(names);
        }
    }
}
