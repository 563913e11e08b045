package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one file, valid only during the call that hands it out. Reads what is asked for and no more: over an
 * uncompressed archive the bytes between reads are never touched, over a compressed layer they are kept from the first
 * read on, in memory and past a bound in a temporary file of the state directory.
 */
public interface Content {
    /** Size in bytes. */
    long size();

    /**
     * Reads up to {@code length} bytes at {@code position}, fewer only at the end of the file.
     *
     * @return how many bytes were read; 0 at or past the end
     */
    int read(long position, byte[] into, int offset, int length) throws IOException;

    /** The content from its start, buffered. */
    InputStream stream() throws IOException;

    /**
     * All of it.
     *
     * @throws TooLargeException when it holds more than {@code limit} bytes
     */
    byte[] bytes(int limit) throws IOException;

    /** A file is larger than its reader is ready for. */
    final class TooLargeException extends IOException {
        public TooLargeException(long size, long limit) {
            super("holds " + size + " bytes, more than the limit of " + limit);
        }
    }
}
