package dev.hullmark.catalog.go;

/** Reads numbers of either byte order out of a header; what lies past its end reads as 0. */
final class Numbers {
    private final byte[] bytes;
    private final boolean bigEndian;

    Numbers(byte[] bytes, boolean bigEndian) {
        this.bytes = bytes;
        this.bigEndian = bigEndian;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    int u8(int at) {
        return at >= 0 && at < bytes.length ? bytes[at] & 0xff : 0;
    }

    int u16(int at) {
        return bigEndian ? u8(at) << 8 | u8(at + 1) : u8(at) | u8(at + 1) << 8;
    }

    long u32(int at) {
        return bigEndian ? (long) u16(at) << 16 | u16(at + 2) : u16(at) | (long) u16(at + 2) << 16;
    }

    long u64(int at) {
        return bigEndian ? u32(at) << 32 | u32(at + 4) : u32(at) | u32(at + 4) << 32;
    }

    /** An address or offset of the given width in bytes, 4 or 8. */
    long word(int at, int width) {
        return width == 8 ? u64(at) : u32(at);
    }
}
