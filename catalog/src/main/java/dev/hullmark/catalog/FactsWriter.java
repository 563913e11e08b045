package dev.hullmark.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes numbers and texts compactly: a text is written out once and is a number from then on. */
final class FactsWriter {
    private final Map<String, Integer> known = new HashMap<>();
    private byte[] bytes = new byte[64 << 10];
    private int size;

    /** An unsigned number, 7 bits a byte. */
    void number(int value) {
        room(5);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void text(String text) {
        Integer place = known.get(text);
        if (place != null) {
            number(place + 1);
            return;
        }
        known.put(text, known.size());
        number(0);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    void paths(PathSet paths) {
        number(paths.size());
        room(Math.multiplyExact(8, paths.size()));
        ByteBuffer out = ByteBuffer.wrap(bytes, size, 8 * paths.size());
        for (int i = 0; i < paths.size(); i++) {
            out.putLong(paths.at(i));
        }
        size += 8 * paths.size();
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }
}
