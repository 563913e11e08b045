package dev.hullmark.image;

import io.airlift.compress.v3.zstd.ZstdJavaInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How bytes are packed, told by how they begin: media types and file names are often wrong. */
enum Compression {
    NONE,
    GZIP,
    ZSTD;

    /** How many bytes {@link #of} looks at. */
    static final int HEAD = 4;

    static Compression of(byte[] head) {
        if (head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            return GZIP;
        }
        if (head.length < HEAD || (head[3] != (byte) 0xfd && head[3] != 0x18)) {
            return NONE;
        }
        boolean frame = head[0] == 0x28 && head[1] == (byte) 0xb5 && head[2] == 0x2f;
        boolean skippable = (head[0] & 0xf0) == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18;
        return frame || skippable ? ZSTD : NONE;
    }

    /** The unpacked bytes of {@code packed}, all members and frames one behind the other. */
    InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GzipStream(packed);
            case ZSTD -> new ZstdStream(packed);
        };
    }

    /** The library's decompressor, whose complaints about bad input are no IOExceptions. */
    private static final class ZstdStream extends InputStream {
        private final ZstdFrames frames;
        private final ZstdJavaInputStream in;

        ZstdStream(InputStream packed) {
            frames = new ZstdFrames(packed);
            in = new ZstdJavaInputStream(frames);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (RuntimeException e) {
                throw new TarException(
                        frames.narrowed()
                                ? "is packed by zstd with a window of more than 8 MiB, which can't be read;"
                                        + " push it again with a lower level of compression"
                                : "is damaged: its zstd data make no sense");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
