package dev.hullmark.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Zstandard data (RFC 8878, section 3.1) as the decompressor takes it: without the frames to be skipped that
 * zstd:chunked layers end with, and with windows of a bounded size. Follows the frames' structure, not their content.
 */
final class ZstdFrames extends InputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int SKIPPABLE_HEADER = 8;
    private static final int BLOCK_HEADER = 3;
    private static final int CHECKSUM = 4;
    /** The window descriptor of 8 MiB, the largest the decompressor takes. */
    private static final int LARGEST_WINDOW = (23 - 10) << 3;

    private enum State {
        BEFORE_FRAME,
        BEFORE_BLOCK,
        /** Neither frame nor block: the decompressor shall complain. */
        LOST
    }

    private final InputStream in;
    private final byte[] header = new byte[32];
    private State state = State.BEFORE_FRAME;
    private boolean checksum;
    private boolean narrowed;
    private int headerAt;
    private int headerEnd;
    private long pass;

    ZstdFrames(InputStream packed) {
        in = new BufferedInputStream(packed, BUFFER);
    }

    /** Whether a frame claimed a larger window than it was let have. */
    boolean narrowed() {
        return narrowed;
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
        while (headerAt == headerEnd && pass == 0) {
            headerAt = 0;
            headerEnd = 0;
            if (state == State.LOST) {
                return in.read(into, offset, length);
            }
            boolean more = state == State.BEFORE_FRAME ? nextFrame() : nextBlock();
            if (!more && headerEnd == 0) {
                return -1;
            }
        }
        if (headerAt < headerEnd) {
            int part = Math.min(length, headerEnd - headerAt);
            System.arraycopy(header, headerAt, into, offset, part);
            headerAt += part;
            return part;
        }
        int read = in.read(into, offset, (int) Math.min(length, pass));
        pass -= Math.max(read, 0);
        return read;
    }

    private boolean nextFrame() throws IOException {
        if (!take(Compression.HEAD)) {
            return false;
        }
        if (header[0] != 0x28) {
            return skipFrame();
        }
        if (!take(1)) {
            return false;
        }
        int descriptor = header[4];
        boolean single = (descriptor & 0x20) != 0;
        checksum = (descriptor & 4) != 0;
        int dictionary = (1 << (descriptor & 3)) >> 1;
        int sizeFlag = (descriptor >> 6) & 3;
        int size = sizeFlag == 0 ? (single ? 1 : 0) : 1 << sizeFlag;
        state = State.BEFORE_BLOCK;
        boolean whole = take((single ? 0 : 1) + dictionary + size);
        if (whole && !single && (header[5] & 0xff) > LARGEST_WINDOW) {
            // Most such frames are short or never look back that far; the decompressor notices when one does.
            header[5] = LARGEST_WINDOW;
            narrowed = true;
        }
        return whole;
    }

    private boolean skipFrame() throws IOException {
        if ((header[0] & 0xf0) != 0x50 || header[1] != 0x2a || header[2] != 0x4d || header[3] != 0x18) {
            state = State.LOST;
            return true;
        }
        if (!take(SKIPPABLE_HEADER - Compression.HEAD)) {
            return false;
        }
        long size = 0;
        for (int i = 0; i < 4; i++) {
            size |= (header[4 + i] & 0xffL) << (8 * i);
        }
        headerEnd = 0;
        long skipped = 0;
        byte[] away = new byte[8192];
        while (skipped < size) {
            int read = in.read(away, 0, (int) Math.min(away.length, size - skipped));
            if (read < 0) {
                throw new TarException("is cut off");
            }
            skipped += read;
        }
        return true;
    }

    private boolean nextBlock() throws IOException {
        if (!take(BLOCK_HEADER)) {
            return false;
        }
        int block = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        boolean last = (block & 1) != 0;
        boolean repeated = ((block >> 1) & 3) == 1;
        pass = repeated ? 1 : block >> 3;
        pass += last && checksum ? CHECKSUM : 0;
        state = last ? State.BEFORE_FRAME : State.BEFORE_BLOCK;
        return true;
    }

    /** Adds the next bytes to the header; false when there are fewer. */
    private boolean take(int count) throws IOException {
        int read = in.readNBytes(header, headerEnd, count);
        headerEnd += read;
        return read == count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
