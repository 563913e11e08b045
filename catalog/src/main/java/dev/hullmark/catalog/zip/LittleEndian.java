package dev.hullmark.catalog.zip;

/** Numbers as zip writes them. */
final class LittleEndian {
    private LittleEndian() {}

    static int uint16(byte[] b, int at) {
        return (b[at] & 0xff) | (b[at + 1] & 0xff) << 8;
    }

    static int int32(byte[] b, int at) {
        return uint16(b, at) | uint16(b, at + 2) << 16;
    }

    static long uint32(byte[] b, int at) {
        return int32(b, at) & 0xffffffffL;
    }

    static long int64(byte[] b, int at) {
        return uint32(b, at) | uint32(b, at + 4) << 32;
    }
}
