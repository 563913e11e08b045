package dev.hullmark.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Hullmark's own version, as its jar says. */
final class Version {
    static final String TEXT = text();

    private Version() {}

    private static String text() {
        String fromJar = Version.class.getPackage().getImplementationVersion();
        return fromJar == null ? "0-unpackaged" : fromJar;
    }

    /** The commit it was built of, which the build leaves beside the jar; "" when unknown. */
    static String commit() {
        CodeSource source = Version.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return "";
        }
        try {
            Path file = Path.of(source.getLocation().toURI()).resolveSibling("commit");
            return Files.isReadable(file) ? Files.readString(file).strip() : "";
        } catch (IOException | URISyntaxException e) {
            return "";
        }
    }
}
