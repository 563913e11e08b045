package dev.hullmark.catalog.binary;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The file {@code release} at the root of a JDK, a JRE or what jlink made: lines {@code NAME="value"} (JEP 223). */
final class JavaRelease {
    private static final String NAME = "release";
    private static final String VERSION = "JAVA_VERSION=";

    private JavaRelease() {}

    static boolean named(String path, int nameAt) {
        return path.length() - nameAt == NAME.length() && path.startsWith(NAME, nameAt);
    }

    /** The version of Java, or nothing when this is another file of that name. */
    static Optional<String> version(byte[] file) {
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith(VERSION)) {
                String version = unquoted(line.substring(VERSION.length()).strip());
                return Texts.isWord(version, Limits.TEXT) && Character.isDigit(version.charAt(0))
                        ? Optional.of(version)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.charAt(0) == '"' && text.charAt(text.length() - 1) == '"';
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
