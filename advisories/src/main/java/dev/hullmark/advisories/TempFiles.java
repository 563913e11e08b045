package dev.hullmark.advisories;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Files that lie in the store's folder only while somebody writes. What a killed writer left, the next one sweeps. */
final class TempFiles {
    private static final String PREFIX = "tmp-";
    private static final String PART = "part-";

    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

    private TempFiles() {}

    static Path create(Path dir) throws IOException {
        // Not createTempFile: an index that root made is for everyone to read, as far as the umask allows.
        long number = NUMBER.getAndIncrement();
        return Files.createFile(dir.resolve(PREFIX + ProcessHandle.current().pid() + "-" + number));
    }

    /** Where a download of {@code address} grows, so that a later attempt can go on with it. */
    static Path part(Path dir, String address) {
        return dir.resolve(PART + Digests.hex(Digests.sha256(address)).substring(0, 32));
    }

    /** Removes every file of a dead writer, and old partial downloads. Only the holder of the writer's lock may. */
    static void sweep(Path dir, Instant now) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "{" + PREFIX + "," + PART + "}*")) {
            for (Path file : files) {
                boolean part = file.getFileName().toString().startsWith(PART);
                if (!part || Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(Limits.RESUME))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // What cannot be swept now is swept another time.
        }
    }
}
