package dev.hullmark.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        // Asked of the class path: classes of the AOT cache don't say where they came from.
        String first = System.getProperty("java.class.path", "");
        int end = first.indexOf(File.pathSeparatorChar);
        Path file = Path.of(end < 0 ? first : first.substring(0, end))
                .toAbsolutePath()
                .resolveSibling("commit");
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
