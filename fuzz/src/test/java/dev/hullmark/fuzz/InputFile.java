package dev.hullmark.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file for parsers that open one themselves: in memory where the system has such a place. */
public final class InputFile {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final Path FOLDER = folder();

    private InputFile() {}

    private static Path folder() {
        try {
            Path folder = Files.isWritable(SHARED_MEMORY)
                    ? Files.createTempDirectory(SHARED_MEMORY, "hullmark-fuzz")
                    : Files.createTempDirectory("hullmark-fuzz");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // A temporary folder stays behind.
        }
    }

    /** @param name as the parser may judge by it */
    public static Path holding(byte[] input, String name) throws IOException {
        return Files.write(FOLDER.resolve(name), input);
    }
}
