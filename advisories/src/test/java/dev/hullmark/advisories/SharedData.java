package dev.hullmark.advisories;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Data that lies beside the project's folder and is no part of it. */
final class SharedData {
    private SharedData() {}

    static Path require(String path) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path found = up.resolve("shared").resolve(path);
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("skipped: ../shared/" + path + " is not here");
        throw new IllegalStateException("not reached");
    }
}
