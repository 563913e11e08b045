package dev.hullmark.ship;

import dev.hullmark.model.Severity;
import dev.hullmark.ship.Message.Line;
import dev.hullmark.ship.Message.Section;

/** A message's parts in words, one line each: names come from images and advisories and may hold anything. */
final class Words {
    private Words() {}

    /** {@code CVE-2026-1 (critical, new)}. */
    static String head(Line line) {
        StringBuilder head = new StringBuilder(line.subject());
        String severity = line.severity().map(Severity::text).orElse("");
        if (!severity.isEmpty() || !line.change().isEmpty()) {
            head.append(" (").append(severity);
            head.append(severity.isEmpty() || line.change().isEmpty() ? "" : ", ");
            head.append(line.change()).append(')');
        }
        return clean(head.toString());
    }

    /** What is to be said of it, with the images it concerns; "" where there is nothing. */
    static String detail(Line line) {
        StringBuilder detail = new StringBuilder(line.what());
        part(detail, line.fixedIn().isEmpty() ? "" : "fixed in " + line.fixedIn());
        part(detail, line.cause());
        part(detail, images(line));
        return clean(detail.toString());
    }

    private static String images(Line line) {
        if (line.names().isEmpty()) {
            return "";
        }
        int others = line.images() - line.names().size();
        return (line.images() == 1 ? "in " : line.images() + " images: ")
                + String.join(", ", line.names())
                + (others > 0 ? " and " + others + " more" : "");
    }

    private static void part(StringBuilder to, String part) {
        if (!part.isEmpty()) {
            to.append(to.isEmpty() ? "" : "; ").append(part);
        }
    }

    static String more(Section section) {
        return "and " + section.more() + " more";
    }

    /** On one line and bounded; characters that order text anew or can't be seen are left out. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(Limits.TEXT_CHARS).forEach(c -> {
            int type = Character.getType(c);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                clean.append(' ');
            } else if (type != Character.FORMAT && type != Character.SURROGATE) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }
}
