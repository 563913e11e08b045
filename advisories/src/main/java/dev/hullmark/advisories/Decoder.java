package dev.hullmark.advisories;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link Encoder} wrote. Every read is checked against the buffer's end and every count against what is
 * left, so damaged bytes give an {@link IndexOutOfBoundsException} and never a huge allocation.
 */
final class Decoder {
    private final Bytes bytes;
    private int at;

    Decoder(Bytes bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int at() {
        return at;
    }

    void skip(int count) {
        at = checked((long) at + count);
    }

    private int checked(long position) {
        if (position < 0 || position > bytes.limit()) {
            throw new IndexOutOfBoundsException("past the end");
        }
        return (int) position;
    }

    int u8() {
        return bytes.get(at++) & 0xFF;
    }

    int u32() {
        int value = bytes.getInt(at);
        at += 4;
        return value;
    }

    long u64() {
        long value = bytes.getLong(at);
        at += 8;
        return value;
    }

    long var() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = bytes.get(at++);
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("number too long");
    }

    long signed() {
        long value = var();
        return (value >>> 1) ^ -(value & 1);
    }

    /** An integer that is not negative. */
    int size() {
        long value = var();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException("size too large");
        }
        return (int) value;
    }

    /** A count of things of at least one byte each, so never more than the bytes left. */
    int count() {
        int value = size();
        if (value > bytes.limit() - at) {
            throw new IndexOutOfBoundsException("count too large");
        }
        return value;
    }

    byte[] raw(int length) {
        byte[] value = new byte[length];
        bytes.get(at, value);
        at += length;
        return value;
    }

    String text() {
        return new String(raw(count()), StandardCharsets.UTF_8);
    }
}
