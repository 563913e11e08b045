package dev.hullmark.catalog.npm;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.catalog.lock.YamlLines;
import dev.hullmark.image.Content;
import java.io.IOException;

/**
 * Yarn's {@code yarn.lock}: of Yarn 1 a format of its own, from Yarn 2 on YAML with {@code __metadata}. Neither tells
 * what is for development only.
 */
final class YarnLock {
    private YarnLock() {}

    static void read(Content content, Declarations into) throws IOException {
        ByteLines lines = new ByteLines(content);
        while (lines.next()) {
            if (lines.length() > 0 && lines.at(0) != '#') {
                if (lines.startsWithIgnoringCase("__metadata:")) {
                    yaml(content, into);
                } else {
                    classic(content, into);
                }
                return;
            }
        }
    }

    /** A line with all that was asked for ({@code "a@^1", a@^1.2:}), and indented under it what it became. */
    private static void classic(Content content, Declarations into) throws IOException {
        ByteLines lines = new ByteLines(content);
        String asked = "";
        while (lines.next()) {
            if (lines.length() == 0 || lines.at(0) == '#') {
                continue;
            }
            if (lines.at(0) != ' ') {
                asked = first(lines.text(0));
            } else if (!asked.isEmpty() && lines.startsWithIgnoringCase("  version ")) {
                PackageId id = PackageId.of(asked).resolved();
                if (!id.isLocal()) {
                    into.found(id.name(), unquoted(lines.text("  version ".length())));
                }
                asked = "";
            }
        }
    }

    private static String first(String header) {
        if (header.startsWith("\"")) {
            int end = header.indexOf('"', 1);
            return end < 0 ? "" : header.substring(1, end);
        }
        int end = 0;
        while (end < header.length() && header.charAt(end) != ',' && header.charAt(end) != ' ') {
            end++;
        }
        return end == header.length() && header.endsWith(":") ? header.substring(0, end - 1) : header.substring(0, end);
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static void yaml(Content content, Declarations into) throws IOException {
        YamlLines yaml = new YamlLines(content);
        String version = "";
        String resolution = "";
        boolean soft = false;
        while (yaml.next()) {
            if (yaml.indent() == 0) {
                resolved(version, resolution, soft, into);
                version = "";
                resolution = "";
                soft = false;
            } else if (yaml.indent() == 2) {
                switch (yaml.key()) {
                    case "version" -> version = yaml.value();
                    case "resolution" -> resolution = yaml.value();
                    case "linkType" -> soft = yaml.value().equals("soft"); // a folder of the project
                    default -> {}
                }
            }
        }
        resolved(version, resolution, soft, into);
    }

    private static void resolved(String version, String resolution, boolean soft, Declarations into) {
        if (!resolution.isEmpty() && !soft) {
            into.found(PackageId.of(resolution).name(), version);
        }
    }
}
