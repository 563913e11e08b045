package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A tar that comes as a stream: from a decompressor, a registry, an engine. */
final class StreamInput extends TarInput {
    private static final int WINDOW = 64 * 1024;

    private final InputStream in;
    private final ContentStore store;
    private final byte[] window = new byte[WINDOW];
    private int at;
    private int filled;
    private long position;

    /** @param temporary where contents too large for memory go */
    StreamInput(InputStream in, Path temporary) {
        this.in = in;
        this.store = new ContentStore(temporary);
    }

    @Override
    long position() {
        return position;
    }

    @Override
    int read(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length && (at < filled || fill())) {
            int part = Math.min(length - done, filled - at);
            System.arraycopy(window, at, into, offset + done, part);
            at += part;
            done += part;
        }
        position += done;
        return done;
    }

    @Override
    long skip(long count) throws IOException {
        long done = 0;
        while (done < count && (at < filled || fill())) {
            int part = (int) Math.min(count - done, filled - at);
            at += part;
            done += part;
        }
        position += done;
        return done;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = 0;
        int read = in.read(window, 0, WINDOW);
        filled = Math.max(read, 0);
        return filled > 0;
    }

    @Override
    Content content(long size) {
        return new StreamContent(this, size, store);
    }

    @Override
    void release() throws IOException {
        store.clear();
    }
}
