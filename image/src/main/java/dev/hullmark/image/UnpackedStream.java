package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;

/** What comes out of a layer's decompressor, as long as it is in proportion. */
final class UnpackedStream extends InputStream {
    private final InputStream in;
    private final PackedStream packed;
    private final ReadGuard guard;
    private long count;

    UnpackedStream(InputStream in, PackedStream packed, ReadGuard guard) {
        this.in = in;
        this.packed = packed;
        this.guard = guard;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read > 0) {
            count += read;
            guard.unpacked(read, count, packed.count());
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
