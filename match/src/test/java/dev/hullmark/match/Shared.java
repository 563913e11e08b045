package dev.hullmark.match;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published test data beside the clone; a clone without it skips what needs it. */
final class Shared {
    private Shared() {}

    static Path file(String name) {
        Path path = Path.of("../../shared").resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: no " + path + " beside this clone");
        return path;
    }
}
