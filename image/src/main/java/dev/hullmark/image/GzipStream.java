package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952), all members one behind the other. The JDK's own stream asks its source whether more is
 * available to find the next member, which streams may answer wrongly, and copies through small buffers.
 */
final class GzipStream extends InputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream packed;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int at;
    private int filled;
    private boolean inMember;
    private boolean ended;
    private Optional<IOException> failure = Optional.empty();

    GzipStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        // Who reads on behind an error, which leaves this in no state to go on, gets it again.
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            return unpack(into, offset, length);
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    private int unpack(byte[] into, int offset, int length) throws IOException {
        while (!ended) {
            if (!inMember && !startMember()) {
                break;
            }
            int done = inflate(into, offset, length);
            if (done > 0) {
                crc.update(into, offset, done);
                return done;
            }
            if (inflater.finished() || inflater.needsDictionary()) {
                endMember();
            } else if (inflater.needsInput()) {
                if (!fill()) {
                    throw new TarException("is cut off");
                }
                inflater.setInput(buffer, 0, filled);
                at = filled;
            }
        }
        ended = true;
        return -1;
    }

    private int inflate(byte[] into, int offset, int length) throws TarException {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw new TarException("is damaged: its gzip data make no sense");
        }
    }

    /** Reads a member's header; false when what follows is none, which gzip takes for padding. */
    private boolean startMember() throws IOException {
        if (next() != 0x1f || next() != 0x8b) {
            return false;
        }
        if (need() != 8) {
            throw new TarException("is damaged: its gzip data are of an unknown method");
        }
        int flags = need();
        for (int i = 0; i < 6; i++) {
            need();
        }
        if ((flags & HAS_EXTRA) != 0) {
            int length = need() | need() << 8;
            for (int i = 0; i < length; i++) {
                need();
            }
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CRC) != 0) {
            need();
            need();
        }
        inflater.setInput(buffer, at, filled - at);
        at = filled;
        crc.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        at = filled - inflater.getRemaining();
        long sum = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            sum |= (long) need() << shift;
        }
        long size = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            size |= (long) need() << shift;
        }
        if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new TarException("is damaged: its gzip checksum is wrong");
        }
        inflater.reset();
        inMember = false;
    }

    private void skipText() throws IOException {
        while (need() != 0) {
            // up to its NUL
        }
    }

    private int need() throws IOException {
        int b = next();
        if (b < 0) {
            throw new TarException("is cut off");
        }
        return b;
    }

    private int next() throws IOException {
        return at < filled || fill() ? buffer[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = 0;
        filled = Math.max(packed.read(buffer, 0, BUFFER), 0);
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        packed.close();
    }
}
