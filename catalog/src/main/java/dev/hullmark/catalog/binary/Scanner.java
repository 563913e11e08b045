package dev.hullmark.catalog.binary;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;

/** Goes once through a file, a window at a time, and tells where any of some texts stand. */
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
    /** For each byte the texts that start with it. */
    private final int[][] byFirst = new int[256][];

    Scanner(byte[][] texts) {
        this.texts = texts;
        for (int i = 0; i < texts.length; i++) {
            int first = texts[i][0] & 0xff;
            int[] before = byFirst[first] == null ? new int[0] : byFirst[first];
            int[] more = java.util.Arrays.copyOf(before, before.length + 1);
            more[before.length] = i;
            byFirst[first] = more;
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
        for (int at = from; at < to; at++) {
            int[] those = byFirst[window[at] & 0xff];
            if (those != null) {
                for (int text : those) {
                    if (stands(window, at, end, texts[text])) {
                        visitor.at(window, at, end, text);
                    }
                }
            }
        }
    }

    private static boolean stands(byte[] window, int at, int end, byte[] text) {
        if (text.length > end - at) {
            return false;
        }
        for (int i = 1; i < text.length; i++) {
            if (window[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
