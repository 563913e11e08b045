package dev.hullmark.advisories;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in the making: variable-length integers (7 bits a byte, lowest first), fixed ones little-endian, strings. */
final class Encoder {
    private byte[] bytes = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            int wanted = Math.addExact(size, more);
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(wanted, bytes.length * 2L)));
        }
    }

    Encoder u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    Encoder u32(int value) {
        room(4);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    Encoder u64(long value) {
        return u32((int) value).u32((int) (value >>> 32));
    }

    /** A number that is not negative, or any number at the price of ten bytes. */
    Encoder var(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** A number of either sign, small ones short. */
    Encoder signed(long value) {
        return var((value << 1) ^ (value >> 63));
    }

    Encoder raw(byte[] value) {
        return raw(value, 0, value.length);
    }

    Encoder raw(byte[] value, int from, int length) {
        room(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
        return this;
    }

    Encoder text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return var(utf8.length).raw(utf8);
    }
}
