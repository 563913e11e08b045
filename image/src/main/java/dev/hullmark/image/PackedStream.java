package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A layer's bytes as they are stored: hashed and counted as they go by. */
final class PackedStream extends InputStream {
    private final InputStream in;
    private final ReadGuard guard;
    private final String algorithm;
    private final MessageDigest hasher;
    private long count;

    PackedStream(InputStream in, String algorithm, ReadGuard guard) {
        this.in = in;
        this.guard = guard;
        this.algorithm = algorithm;
        this.hasher = Digest.hasher(algorithm);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        guard.checkStopped();
        int read = in.read(into, offset, length);
        if (read > 0) {
            hasher.update(into, offset, read);
            count += read;
            guard.packed(read);
        }
        return read;
    }

    /** Reads what is left and tells the digest of it all. To be called once. */
    Digest finish() throws IOException {
        byte[] rest = new byte[64 * 1024];
        while (read(rest, 0, rest.length) >= 0) {
            if (count > Limits.LAYER_BYTES) {
                throw ReadGuard.tooLarge();
            }
        }
        return Digest.of(algorithm, hasher.digest());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
