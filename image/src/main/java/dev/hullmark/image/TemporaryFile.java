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
    /** How much is written between looks at the room left on the disk. */
    private static final long ROOM_STEP = 64 * Limits.MIB;

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

    /**
     * Writes all of {@code bytes} at {@code position}, but never the last bytes of the disk: others write there as well.
     *
     * @param directory where the file lies
     */
    static void write(Path directory, FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long last = position + bytes.remaining() - 1;
        if (Math.floorDiv(position - 1, ROOM_STEP) != Math.floorDiv(last, ROOM_STEP)) {
            checkRoom(directory, ROOM_STEP);
        }
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
