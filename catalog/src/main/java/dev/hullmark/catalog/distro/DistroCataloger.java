package dev.hullmark.catalog.distro;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Distribution;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads os-release (freedesktop.org os-release(5)), or the files that older systems have instead: lsb-release,
 * alpine-release, redhat-release and its kin, debian_version.
 */
public final class DistroCataloger implements Cataloger {
    @Override
    public String name() {
        return "distro";
    }

    @Override
    public String covers() {
        return "distribution";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        String path = entry.path();
        if (!ReleaseFiles.contains(path)) {
            return false;
        }
        return switch (entry.type()) {
            case FILE, HARD_LINK -> true;
            // The usual link from etc to usr/lib stands for a file that a later layer may replace: that one is read.
            case SYMLINK -> !entry.linkTarget().endsWith(ReleaseFiles.VENDOR_OS_RELEASE);
            case DIRECTORY, OTHER -> false;
        };
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        if (content.size() > Limits.RELEASE_FILE_BYTES) {
            throw new Content.TooLargeException(content.size(), Limits.RELEASE_FILE_BYTES);
        }
        ByteLines lines = new ByteLines(content);
        switch (entry.path()) {
            case ReleaseFiles.OS_RELEASE, ReleaseFiles.VENDOR_OS_RELEASE -> osRelease(assignments(lines), sink);
            case ReleaseFiles.LSB -> lsb(assignments(lines), sink);
            case ReleaseFiles.ALPINE -> alpine(firstLine(lines), sink);
            case ReleaseFiles.DEBIAN -> debian(firstLine(lines), sink);
            default -> redHat(firstLine(lines), sink);
        }
    }

    private static void osRelease(Map<String, String> values, Sink sink) {
        if (values.isEmpty()) {
            sink.gap("names no distribution");
            return;
        }
        sink.distribution(new Distribution(
                // os-release(5): "If not set, a default of ID=linux may be used."
                identifier(values.getOrDefault("ID", "linux")),
                values.getOrDefault("VERSION_ID", ""),
                values.getOrDefault("VERSION_CODENAME", ""),
                values.getOrDefault("PRETTY_NAME", ""),
                values.getOrDefault("ID_LIKE", "").toLowerCase(Locale.ROOT)));
    }

    private static void lsb(Map<String, String> values, Sink sink) {
        String id = identifier(values.getOrDefault("DISTRIB_ID", ""));
        // Some systems' lsb-release holds only LSB_VERSION, which says nothing.
        if (!id.isEmpty()) {
            sink.distribution(new Distribution(
                    id,
                    values.getOrDefault("DISTRIB_RELEASE", ""),
                    values.getOrDefault("DISTRIB_CODENAME", ""),
                    values.getOrDefault("DISTRIB_DESCRIPTION", ""),
                    ""));
        }
    }

    private static void alpine(String line, Sink sink) {
        if (!line.isEmpty()) {
            sink.distribution(new Distribution("alpine", line, "", "Alpine Linux v" + line, ""));
        }
    }

    /** {@code 12.5}, of which os-release would say {@code 12}; or {@code trixie/sid} before a release. */
    private static void debian(String line, Sink sink) {
        if (line.isEmpty()) {
            return;
        }
        boolean released = Character.isDigit(line.charAt(0));
        int dot = line.indexOf('.');
        int slash = line.indexOf('/');
        sink.distribution(new Distribution(
                "debian",
                released ? line.substring(0, dot < 0 ? line.length() : dot) : "",
                released ? "" : line.substring(0, slash < 0 ? line.length() : slash),
                "Debian GNU/Linux " + line,
                ""));
    }

    /** {@code CentOS Linux release 7.9.2009 (Core)}: the words before {@code release} are the name. */
    private static void redHat(String line, Sink sink) {
        int release = line.indexOf(" release ");
        if (release < 0) {
            return;
        }
        String name = line.substring(0, release).toLowerCase(Locale.ROOT);
        String id;
        if (name.startsWith("red hat")) {
            id = "rhel";
        } else if (name.startsWith("oracle")) {
            id = "ol";
        } else {
            int space = name.indexOf(' ');
            id = identifier(space < 0 ? name : name.substring(0, space));
        }
        String rest = line.substring(release + " release ".length()).strip();
        int space = rest.indexOf(' ');
        sink.distribution(new Distribution(
                id, space < 0 ? rest : rest.substring(0, space), "", line, id.equals("fedora") ? "" : "rhel fedora"));
    }

    /** Lower-case letters, digits and {@code . _ -}, as os-release(5) allows for an ID; what else there is is dropped. */
    private static String identifier(String text) {
        StringBuilder id = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-') {
                id.append(c);
            }
        }
        return id.toString();
    }

    private static String firstLine(ByteLines lines) throws IOException {
        while (lines.next()) {
            String text = lines.text(0);
            if (!text.isEmpty()) {
                return text.length() > Limits.TEXT ? text.substring(0, Limits.TEXT) : text;
            }
        }
        return "";
    }

    /** Shell-like assignments: {@code NAME=value}, quoted or not. */
    private static Map<String, String> assignments(ByteLines lines) throws IOException {
        Map<String, String> values = new HashMap<>();
        while (lines.next()) {
            int equals = lines.indexOf('=', 0);
            if (equals > 0 && lines.length() <= Limits.TEXT) {
                String key = lines.text(0, equals);
                if (!key.startsWith("#")) {
                    values.put(key, unquoted(lines.text(equals + 1)));
                }
            }
        }
        return values;
    }

    private static String unquoted(String value) {
        if (value.length() < 2) {
            return value;
        }
        char quote = value.charAt(0);
        if ((quote != '"' && quote != '\'') || value.charAt(value.length() - 1) != quote) {
            return value;
        }
        String inside = value.substring(1, value.length() - 1);
        if (quote == '\'' || inside.indexOf('\\') < 0) {
            return inside;
        }
        StringBuilder plain = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            plain.append(c == '\\' && i + 1 < inside.length() ? inside.charAt(++i) : c);
        }
        return plain.toString();
    }
}
