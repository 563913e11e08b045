package dev.hullmark.advisories;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts sections together to an index file, which is never changed afterwards: a new one takes its place whole. */
final class IndexFile {
    private IndexFile() {}

    /** A section to be written: where its bytes are now. */
    record Part(Directory.Entry entry, Path file, long from) {
        /** A section in a file of its own. */
        static Part of(Directory.Kind kind, Feed feed, String state, Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                String digest = digest(channel, 0, channel.size());
                return new Part(new Directory.Entry(kind, feed, state, 0, channel.size(), digest), file, 0);
            }
        }

        /** A section of an index file. */
        static Part of(Directory.Entry entry, Path index) {
            return new Part(entry, index, entry.offset());
        }
    }

    /** A feed as of {@code confirmed}, with the times a directory can hold. */
    static Feed feed(String name, Feed.Origin origin, Instant confirmed, Instant newest, long records) {
        Instant until = Instant.ofEpochSecond(confirmed.getEpochSecond());
        Instant last = Instant.ofEpochSecond(newest.getEpochSecond());
        return new Feed(name, origin, until, last.isAfter(until) ? until : last, records);
    }

    /** Writes {@code target} anew, beside it first; whoever has the old one open keeps it. */
    static Directory write(Path target, List<Part> parts) throws IOException {
        List<Directory.Entry> entries = new ArrayList<>();
        for (Part part : parts) {
            entries.add(part.entry());
        }
        Directory directory = Directory.of(entries);
        Path dir = target.toAbsolutePath().getParent();
        Path temporary = TempFiles.create(dir == null ? Path.of("") : dir);
        try {
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                writeAll(out, 0, ByteBuffer.wrap(directory.bytes()));
                for (Directory.Entry entry : directory.entries()) {
                    copy(part(parts, entry), entry, out);
                }
                if (out.size() < directory.fileSize()) {
                    writeAll(out, directory.fileSize() - 1, ByteBuffer.allocate(1));
                }
                out.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return directory;
    }

    private static Part part(List<Part> parts, Directory.Entry entry) {
        for (Part part : parts) {
            if (part.entry().kind() == entry.kind()
                    && part.entry().feed().name().equals(entry.feed().name())) {
                return part;
            }
        }
        throw new IllegalStateException(
                "a section without bytes: " + entry.feed().name());
    }

    private static void copy(Part part, Directory.Entry entry, FileChannel out) throws IOException {
        try (FileChannel in = FileChannel.open(part.file())) {
            MessageDigest sha = Digests.sha256();
            ByteBuffer chunk = ByteBuffer.allocate(1 << 18);
            long done = 0;
            while (done < entry.length()) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), entry.length() - done));
                if (in.read(chunk, part.from() + done) < 0) {
                    throw AdvisoryException.damaged();
                }
                chunk.flip();
                sha.update(chunk.duplicate());
                int length = chunk.remaining();
                writeAll(out, entry.offset() + done, chunk);
                done += length;
            }
            if (!Digests.hex(sha.digest()).equals(entry.digest())) {
                throw AdvisoryException.damaged();
            }
        }
    }

    private static void writeAll(FileChannel out, long at, ByteBuffer bytes) throws IOException {
        int from = bytes.position();
        while (bytes.hasRemaining()) {
            out.write(bytes, at + bytes.position() - from);
        }
    }

    static String digest(FileChannel channel, long from, long length) throws IOException {
        MessageDigest sha = Digests.sha256();
        ByteBuffer chunk = ByteBuffer.allocate(1 << 18);
        long done = 0;
        while (done < length) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), length - done));
            int read = channel.read(chunk, from + done);
            if (read < 0) {
                throw AdvisoryException.damaged();
            }
            sha.update(chunk.flip());
            done += read;
        }
        return Digests.hex(sha.digest());
    }
}
