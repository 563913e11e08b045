package dev.hullmark.catalog;

import dev.hullmark.image.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file held in memory; counts what is read of it. */
public final class BytesContent implements Content {
    private final byte[] bytes;
    private long read;

    public BytesContent(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position);
        }
        if (position >= bytes.length) {
            return 0;
        }
        int n = (int) Math.min(length, bytes.length - position);
        System.arraycopy(bytes, (int) position, into, offset, n);
        read += n;
        return n;
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] bytes(int limit) throws IOException {
        if (bytes.length > limit) {
            throw new TooLargeException(bytes.length, limit);
        }
        read += bytes.length;
        return bytes.clone();
    }

    /** Bytes read by {@link #read} and {@link #bytes}. */
    public long bytesRead() {
        return read;
    }
}
