package dev.hullmark.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that vanish with the process, however it ends. */
final class TemporaryFile {
    private TemporaryFile() {}

    /** An empty file, readable and writable, that is deleted when closed; on Unix its name is gone at once. */
    static FileChannel open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "image-", ".tmp");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            Files.deleteIfExists(file);
        }
        return channel;
    }

    /** Writes all of {@code bytes} at {@code position}, but never the last bytes of the disk. */
    static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /**
     * Checks that writing {@code more} bytes in {@code directory} leaves room for others.
     *
     * @throws FileSystemException when it does not: told apart from a fault of what is read
     */
    static void checkRoom(Path directory, long more) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free - more < Limits.DISK_RESERVE) {
            throw new FileSystemException(
                    directory.toString(), null, "only " + free / Limits.MIB + " MiB are free there");
        }
    }
}
