package dev.hullmark.catalog;

import dev.hullmark.image.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on disk, read at random. */
public final class PathContent implements Content, AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    public PathContent(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        int total = 0;
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, position + total);
            if (n < 0) {
                break;
            }
            total += n;
        }
        return total;
    }

    @Override
    public InputStream stream() throws IOException {
        return new BufferedInputStream(Files.newInputStream(path));
    }

    @Override
    public byte[] bytes(int limit) throws IOException {
        if (size() > limit) {
            throw new TooLargeException(size(), limit);
        }
        return Files.readAllBytes(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
