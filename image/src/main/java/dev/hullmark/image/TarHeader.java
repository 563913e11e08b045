package dev.hullmark.image;

import java.nio.charset.StandardCharsets;

/**
 * The fields of one 512-byte header block (POSIX ustar; GNU and star extensions). Where formats differ it reads as Go's
 * archive/tar does: that is what the engines unpack images with, and what they see is what must be judged.
 */
final class TarHeader {
    static final int BLOCK = 512;

    private static final int MODE = 100;
    private static final int UID = 108;
    private static final int GID = 116;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;

    final byte[] block = new byte[BLOCK];

    boolean isZero() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the checksum is right, summed over unsigned or, as some old tools do, over signed bytes. */
    boolean checksumFits() throws TarException {
        long unsigned = 8 * ' ';
        long signed = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            if (i < CHECKSUM || i >= CHECKSUM + 8) {
                unsigned += block[i] & 0xff;
                signed += block[i];
            }
        }
        long written = TarNumbers.octal(block, CHECKSUM, 8);
        return written == unsigned || written == signed;
    }

    char type() {
        return (char) (block[TYPE] & 0xff);
    }

    long size() throws TarException {
        long size = TarNumbers.number(block, SIZE, 12);
        if (size < 0) {
            throw new TarException("has a file of negative size");
        }
        return size;
    }

    int mode() throws TarException {
        return (int) TarNumbers.number(block, MODE, 8) & 07777;
    }

    int uid() throws TarException {
        return TarNumbers.id(TarNumbers.number(block, UID, 8));
    }

    int gid() throws TarException {
        return TarNumbers.id(TarNumbers.number(block, GID, 8));
    }

    String link() {
        return text(LINK, 100);
    }

    /** The name, with ustar's prefix before it; GNU's format has other things in that place. */
    String name() {
        String name = text(0, 100);
        if (!is(MAGIC, "ustar\0")) {
            return name;
        }
        String prefix = text(PREFIX, is(508, "tar\0") ? 131 : 155);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private boolean is(int offset, String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (block[offset + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int offset, int length) {
        return text(block, offset, length);
    }

    /** Text up to the first NUL. Bytes that are no UTF-8 become U+FFFD. */
    static String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }
}
