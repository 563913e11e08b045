package dev.hullmark.image;

import java.io.IOException;

/** The bytes of one tar, read forwards. */
abstract sealed class TarInput permits ChannelInput, StreamInput {
    /** Bytes from the start of the tar. */
    abstract long position();

    /** Reads {@code length} bytes, fewer only when the tar ends before. */
    abstract int read(byte[] into, int offset, int length) throws IOException;

    /**
     * Passes over {@code count} bytes.
     *
     * @return how many there were to pass over
     */
    abstract long skip(long count) throws IOException;

    /** The next {@code size} bytes, as content that lives until this input is read on, without passing over them. */
    abstract Content content(long size);

    /** Forgets the last {@link #content}; reading goes on right behind what it took from this input. */
    void release() throws IOException {}
}
