package dev.hullmark.catalog.java;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.image.Content;
import dev.hullmark.model.Confidence;
import java.io.IOException;
import java.util.Locale;

/**
 * Gradle's {@code gradle.lockfile}: {@code group:artifact:version=configuration,…}; before Gradle 7 a file for each
 * configuration, {@code gradle/dependency-locks/runtimeClasspath.lockfile}. What only tests, annotation processors and
 * the build's own tools need is left out; of a configuration nobody knows everything counts.
 */
final class GradleLock {
    private static final String ENDING = ".lockfile";
    private static final String[] TOOLS = {
        "annotationprocessor",
        "kapt",
        "ksp",
        "checkstyle",
        "pmd",
        "spotbugs",
        "detekt",
        "ktlint",
        "jacoco",
        "codenarc",
        "spotless",
        "errorprone",
        "kotlincompiler",
        "kotlinbuildtools",
        "kotlinnative",
        "kotlinklib",
        "swiftexport",
        "lint",
        "antlr",
        "protobuf",
        "jmh"
    };

    private GradleLock() {}

    static boolean isOfOneConfiguration(String path) {
        return path.endsWith(ENDING) && path.contains("dependency-locks/") && !isLeftOut(configuration(path));
    }

    private static String configuration(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ENDING.length());
    }

    static void read(String path, Content content, Declarations into) throws IOException {
        ByteLines lines = new ByteLines(content);
        while (lines.next()) {
            String line = lines.text(0);
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            int equals = line.indexOf('=');
            boolean unlisted = equals < 0 && path.contains("dependency-locks/");
            if (!unlisted && !isNeeded(line, equals)) {
                continue;
            }
            String id = equals < 0 ? line : line.substring(0, equals);
            if (!id.equals("empty")) {
                tell(id, into);
            }
        }
    }

    private static void tell(String id, Declarations into) {
        int artifact = id.indexOf(':') + 1;
        int version = id.indexOf(':', artifact) + 1;
        if (artifact == 0 || version == 0) {
            into.unusable();
            return;
        }
        Coordinates found = new Coordinates(
                id.substring(0, artifact - 1),
                id.substring(artifact, version - 1),
                id.substring(version),
                Confidence.CERTAIN);
        if (found.plausible()) {
            into.found(found.name(), found.version());
        } else {
            into.unusable();
        }
    }

    private static boolean isNeeded(String line, int equals) {
        if (equals < 0 || equals == line.length() - 1) {
            return true; // no configuration told
        }
        int at = equals + 1;
        while (at <= line.length()) {
            int comma = line.indexOf(',', at);
            int end = comma < 0 ? line.length() : comma;
            if (!isLeftOut(line.substring(at, end).strip())) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean isLeftOut(String configuration) {
        String name = configuration.toLowerCase(Locale.ROOT);
        if (name.contains("test")) {
            return true;
        }
        for (String tool : TOOLS) {
            if (name.startsWith(tool) || (tool.equals("annotationprocessor") && name.contains(tool))) {
                return true;
            }
        }
        return false;
    }
}
