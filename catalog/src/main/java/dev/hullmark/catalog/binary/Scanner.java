package dev.hullmark.catalog.binary;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;

/**
 * Goes once through a file, a window at a time, and tells where any of some texts stand. By Horspool's rule for several
 * texts at once (R. N. Horspool, Practical fast searching in strings, 1980): the byte where the shortest would end tells
 * how far none of them can start, so of a library of fifty megabytes most bytes are never looked at.
 */
final class Scanner {
    /** Bytes behind a text that are in the window whenever it is told of, unless the file ends. */
    static final int AHEAD = 512;

    /** What is done where a text stands. */
    interface Visitor {
        /**
         * @param window bytes of the file
         * @param at where the text starts in the window; at least one byte of the file is before it, unless it starts there
         * @param end where the window ends
         * @param text which text
         */
        void at(byte[] window, int at, int end, int text);
    }

    private final byte[][] texts;
    /** Of the shortest text. */
    private final int length;
    /** For each byte where the shortest would end, how far to go on. */
    private final int[] shift = new int[256];
    /** For each such byte, whether a text has it there. */
    private final boolean[] ends = new boolean[256];

    Scanner(byte[][] texts) {
        this.texts = texts;
        int shortest = Integer.MAX_VALUE;
        for (byte[] text : texts) {
            shortest = Math.min(shortest, text.length);
        }
        this.length = shortest;
        java.util.Arrays.fill(shift, length);
        for (byte[] text : texts) {
            for (int i = 0; i < length - 1; i++) {
                int b = text[i] & 0xff;
                shift[b] = Math.min(shift[b], length - 1 - i);
            }
            ends[text[length - 1] & 0xff] = true;
        }
    }

    void scan(RandomBytes bytes, Visitor visitor) throws IOException {
        byte[] window = new byte[(int) Math.min(Limits.BINARY_WINDOW, bytes.size())];
        int filled = 0;
        int from = 0;
        long next = 0;
        while (true) {
            while (filled < window.length) {
                int read = bytes.read(next, window, filled, window.length - filled);
                if (read <= 0) {
                    break;
                }
                filled += read;
                next += read;
            }
            boolean last = next >= bytes.size() || filled < window.length;
            int to = last ? filled : filled - AHEAD;
            look(window, from, to, filled, visitor);
            if (last) {
                return;
            }
            // One byte before what was not looked at stays, for those who ask what stands before.
            System.arraycopy(window, to - 1, window, 0, filled - to + 1);
            filled -= to - 1;
            from = 1;
        }
    }

    private void look(byte[] window, int from, int to, int end, Visitor visitor) {
        int last = Math.min(to, end - length + 1);
        int at = from;
        while (at < last) {
            int b = window[at + length - 1] & 0xff;
            if (ends[b]) {
                for (int text = 0; text < texts.length; text++) {
                    if (stands(window, at, end, texts[text])) {
                        visitor.at(window, at, end, text);
                    }
                }
            }
            at += shift[b];
        }
    }

    private static boolean stands(byte[] window, int at, int end, byte[] text) {
        if (text.length > end - at) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (window[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
