package dev.hullmark.advisories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to go on past a limit. */
final class Bounded extends FilterInputStream {
    private final String what;
    private long left;

    Bounded(InputStream in, long limit, String what) {
        super(in);
        this.left = limit;
        this.what = what;
    }

    private void count(long read) {
        left -= read;
        if (left < 0) {
            throw new AdvisoryException(what + " is larger than any real one; it was not taken in.");
        }
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count(Math.max(0, read));
        return read;
    }
}
