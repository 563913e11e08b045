package dev.hullmark.catalog.binary;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

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

    /** For each text and each of its places, the bytes that may stand there: a table, as this is asked very often. */
    private final boolean[][][] fitting;

    /** Of the shortest text. */
    private final int length;
    /** For each byte where the shortest would end, how far to go on. */
    private final int[] shift = new int[256];
    /** For each such byte, whether a text may have it there. */
    private final boolean[] ends = new boolean[256];

    Scanner(List<Sought> texts) {
        this.fitting = new boolean[texts.size()][][];
        int shortest = Integer.MAX_VALUE;
        for (int text = 0; text < fitting.length; text++) {
            fitting[text] = texts.get(text).fitting();
            shortest = Math.min(shortest, fitting[text].length);
        }
        this.length = shortest;
        Arrays.fill(shift, length);
        for (int b = 0; b < 256; b++) {
            for (boolean[][] places : fitting) {
                for (int place = 0; place < length - 1; place++) {
                    if (places[place][b]) {
                        shift[b] = Math.min(shift[b], length - 1 - place);
                    }
                }
                ends[b] |= places[length - 1][b];
            }
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
                for (int text = 0; text < fitting.length; text++) {
                    if (stands(window, at, end, fitting[text])) {
                        visitor.at(window, at, end, text);
                    }
                }
            }
            at += shift[b];
        }
    }

    private static boolean stands(byte[] window, int at, int end, boolean[][] places) {
        if (!places[0][window[at] & 0xff] || places.length > end - at) {
            return false;
        }
        for (int place = 1; place < places.length; place++) {
            if (!places[place][window[at + place] & 0xff]) {
                return false;
            }
        }
        return true;
    }
}
