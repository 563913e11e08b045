package dev.hullmark.sensor.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.hullmark.sensor.bpf.Layout;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the parts of a record by their names. Texts come from hostile programs: any bytes, and never longer than their part. */
record Words(MemorySegment record, Layout layout) {
    long number(String part) {
        Layout.Part at = layout.part(part);
        return switch (at.bytes()) {
            case 1 -> record.get(JAVA_BYTE, at.offset()) & 0xffL;
            case 2 -> record.get(JAVA_SHORT_UNALIGNED, at.offset()) & 0xffffL;
            case 4 -> record.get(JAVA_INT_UNALIGNED, at.offset()) & 0xffffffffL;
            default -> record.get(JAVA_LONG_UNALIGNED, at.offset());
        };
    }

    int integer(String part) {
        return (int) number(part);
    }

    /** The nth of a row of 8-byte numbers. */
    long number(String part, int nth) {
        return record.get(JAVA_LONG_UNALIGNED, layout.offset(part) + 8L * nth);
    }

    byte[] bytes(String part, int count) {
        Layout.Part at = layout.part(part);
        return record.asSlice(at.offset(), Math.clamp(count, 0, at.bytes())).toArray(JAVA_BYTE);
    }

    /** A text up to its zero. */
    String text(String part) {
        byte[] all = bytes(part, Integer.MAX_VALUE);
        int end = 0;
        while (end < all.length && all[end] != 0) {
            end++;
        }
        return new String(all, 0, end, StandardCharsets.UTF_8);
    }

    /** Texts one after the other, each ended by a zero; a last one without is cut. */
    static List<String> texts(byte[] all) {
        var texts = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == 0) {
                texts.add(new String(all, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        if (start < all.length) {
            texts.add(new String(all, start, all.length - start, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
