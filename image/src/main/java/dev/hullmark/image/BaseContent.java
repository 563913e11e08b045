package dev.hullmark.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What all contents share: whole reads and a buffered stream, both over {@link #read(long, byte[], int, int)}. */
abstract class BaseContent implements Content {
    private static final int BUFFER = 8192;

    private final long size;

    BaseContent(long size) {
        this.size = size;
    }

    @Override
    public final long size() {
        return size;
    }

    /** How much of a read of {@code length} at {@code position} lies inside; checks the other arguments too. */
    final int within(long position, byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (position < 0) {
            throw new IllegalArgumentException("a negative position: " + position);
        }
        return position >= size ? 0 : (int) Math.min(length, size - position);
    }

    @Override
    public final byte[] bytes(int limit) throws IOException {
        if (size > limit) {
            throw new TooLargeException(size, limit);
        }
        byte[] all = new byte[(int) size];
        if (read(0, all, 0, all.length) < all.length) {
            throw new EOFException("ends before its " + size + " bytes do");
        }
        return all;
    }

    @Override
    public final InputStream stream() {
        return new InputStream() {
            private final byte[] buffer = new byte[(int) Math.min(BUFFER, size)];
            private long next;
            private int at;
            private int filled;

            @Override
            public int read() throws IOException {
                return at < filled || fill() ? buffer[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (at == filled && length >= BUFFER) {
                    int read = BaseContent.this.read(next, into, offset, length);
                    next += read;
                    return read == 0 ? -1 : read;
                }
                if (at == filled && !fill()) {
                    return -1;
                }
                int part = Math.min(length, filled - at);
                System.arraycopy(buffer, at, into, offset, part);
                at += part;
                return part;
            }

            @Override
            public long skip(long count) {
                long held = Math.clamp(count, 0, filled - at);
                at += (int) held;
                long further = Math.clamp(count - held, 0, size - next);
                if (further > 0) {
                    at = 0;
                    filled = 0;
                    next += further;
                }
                return held + further;
            }

            @Override
            public int available() {
                return filled - at;
            }

            private boolean fill() throws IOException {
                at = 0;
                filled = 0;
                filled = BaseContent.this.read(next, buffer, 0, buffer.length);
                next += filled;
                return filled > 0;
            }
        };
    }
}
