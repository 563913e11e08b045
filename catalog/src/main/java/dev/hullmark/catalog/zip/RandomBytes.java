package dev.hullmark.catalog.zip;

import dev.hullmark.image.Content;
import java.io.EOFException;
import java.io.IOException;

/** Bytes that can be read at any place. */
public interface RandomBytes {
    long size();

    /** Reads up to {@code length} bytes at {@code position}; 0 at or past the end. */
    int read(long position, byte[] into, int offset, int length) throws IOException;

    /** Reads exactly {@code length} bytes at {@code position}. */
    default byte[] exactly(long position, int length) throws IOException {
        if (position < 0 || length < 0 || position > size() - length) {
            throw new EOFException("points outside the file");
        }
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            int n = read(position + done, bytes, done, length - done);
            if (n <= 0) {
                throw new EOFException("ends too early");
            }
            done += n;
        }
        return bytes;
    }

    static RandomBytes of(Content content) {
        return new RandomBytes() {
            @Override
            public long size() {
                return content.size();
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) throws IOException {
                return content.read(position, into, offset, length);
            }
        };
    }

    static RandomBytes of(byte[] bytes) {
        return new RandomBytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) {
                if (position >= bytes.length) {
                    return 0;
                }
                int n = (int) Math.min(length, bytes.length - position);
                System.arraycopy(bytes, (int) position, into, offset, n);
                return n;
            }
        };
    }

    /** A part of these bytes, in place. */
    default RandomBytes slice(long start, long length) throws IOException {
        if (start < 0 || length < 0 || start > size() - length) {
            throw new EOFException("points outside the file");
        }
        RandomBytes whole = this;
        return new RandomBytes() {
            @Override
            public long size() {
                return length;
            }

            @Override
            public int read(long position, byte[] into, int offset, int count) throws IOException {
                return position >= length
                        ? 0
                        : whole.read(start + position, into, offset, (int) Math.min(count, length - position));
            }
        };
    }
}
