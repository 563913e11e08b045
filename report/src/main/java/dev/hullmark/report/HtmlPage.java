package dev.hullmark.report;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The frame of every page: no network, no other file, and nothing in it runs but the script it was opened with, whose
 * digest the content security policy names. Light or dark as the reader's browser is.
 */
public final class HtmlPage {
    private final StringBuilder text = new StringBuilder(1 << 14);
    private final String script;

    private HtmlPage(String script) {
        this.script = script;
    }

    /** A page without a script. */
    public static HtmlPage open(String title) throws IOException {
        return open(title, "");
    }

    /** @param script name of the resource, or "" */
    static HtmlPage open(String title, String script) throws IOException {
        HtmlPage page = new HtmlPage(script.isEmpty() ? "" : resource(script));
        page.head(title, resource("report.css"));
        return page;
    }

    /** To append markup to. */
    public StringBuilder text() {
        return text;
    }

    public byte[] close() {
        if (!script.isEmpty()) {
            text.append("<script>").append(script).append("</script>\n");
        }
        return text.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void head(String title, String style) {
        text.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                .append(digest(style))
                .append(script.isEmpty() ? "'" : "'; script-src 'sha256-" + digest(script) + "'")
                .append("; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
                .append(Markup.text("Hullmark: " + title, Limits.CELL))
                .append("</title>\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new HullmarkException("This build of Hullmark lacks " + name + ": build it again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
