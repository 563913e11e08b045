package dev.hullmark.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link FactsWriter} wrote, and trusts none of it. */
final class FactsReader {
    private final List<String> known = new ArrayList<>();
    private final byte[] bytes;
    private final int end;
    private int at;

    FactsReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    int number() throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at == end) {
                throw new IOException("ends too early");
            }
            byte b = bytes[at++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw new IOException("holds a number out of range");
    }

    /** How many things follow; each takes at least one byte. */
    int count() throws IOException {
        int count = number();
        if (count > end - at) {
            throw new IOException("counts more than it holds");
        }
        return count;
    }

    String text() throws IOException {
        int place = number();
        if (place > 0) {
            if (place > known.size()) {
                throw new IOException("refers to an unknown text");
            }
            return known.get(place - 1);
        }
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        known.add(text);
        return text;
    }

    PathSet paths() throws IOException {
        int count = number();
        if (count > (end - at) / 8) {
            throw new IOException("counts more than it holds");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, at, 8 * count);
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = in.getLong();
            if (i > 0 && sorted[i] <= sorted[i - 1]) {
                throw new IOException("holds paths out of order");
            }
        }
        at += 8 * count;
        return PathSet.ofSorted(sorted);
    }

    boolean atEnd() {
        return at == end;
    }
}
