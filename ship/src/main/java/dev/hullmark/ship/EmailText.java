package dev.hullmark.ship;

/** A message as mail: its subject, and the same text plain and in HTML. */
final class EmailText {
    private static final int SUBJECT_CHARS = 160;

    private EmailText() {}

    static String subject(Message message) {
        String title = Words.clean(message.title());
        return "[Hullmark] " + title.substring(0, Math.min(SUBJECT_CHARS, title.length()));
    }

    static String plain(Message message) {
        StringBuilder text = new StringBuilder(Words.clean(message.title())).append('\n');
        for (Message.Section section : message.sections()) {
            text.append('\n').append(Words.clean(section.title())).append('\n');
            for (Message.Line line : section.lines()) {
                text.append("\n- ").append(Words.head(line)).append('\n');
                String detail = Words.detail(line);
                text.append(detail.isEmpty() ? "" : "  " + detail + "\n");
            }
            text.append(section.more() > 0 ? "\n" + Words.more(section) + "\n" : "");
        }
        return text.append(message.link().isEmpty() ? "" : "\n" + message.link() + "\n")
                .toString();
    }

    static String html(Message message) {
        StringBuilder html = new StringBuilder("<!doctype html><html><body><h1>")
                .append(escaped(Words.clean(message.title())))
                .append("</h1>");
        for (Message.Section section : message.sections()) {
            html.append("<h2>").append(escaped(Words.clean(section.title()))).append("</h2><ul>");
            for (Message.Line line : section.lines()) {
                html.append("<li><strong>")
                        .append(escaped(Words.head(line)))
                        .append("</strong><br>")
                        .append(escaped(Words.detail(line)))
                        .append("</li>");
            }
            html.append("</ul>");
            html.append(section.more() > 0 ? "<p>" + Words.more(section) + "</p>" : "");
        }
        if (!message.link().isEmpty()) {
            String link = escaped(message.link());
            html.append("<p><a href=\"").append(link).append("\">").append(link).append("</a></p>");
        }
        return html.append("</body></html>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
