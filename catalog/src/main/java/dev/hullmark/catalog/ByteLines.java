package dev.hullmark.catalog;

import dev.hullmark.image.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a file as bytes, one at a time, so that a reader makes texts only of what it wants. A line ends with
 * {@code \n} or {@code \r\n}; of one longer than {@link Limits#LINE_BYTES} only the start is seen.
 */
public final class ByteLines {
    private static final int CHUNK = 64 << 10;

    private final Content content;
    private final byte[] buffer;
    private long position;
    private int filled;
    private int next;
    private int from;
    private int to;
    private boolean cut;

    public ByteLines(Content content) {
        this.content = content;
        this.buffer = new byte[(int) Math.max(1, Math.min(CHUNK, content.size()))];
    }

    /** Steps to the next line; false at the end of the file. */
    public boolean next() throws IOException {
        if (cut) {
            skipRest();
        }
        int end = newline(next);
        if (end < 0) {
            refill();
            end = newline(0);
        }
        if (next == filled) {
            return false;
        }
        from = next;
        cut = end < 0 && filled == buffer.length;
        to = end < 0 ? filled : end;
        next = end < 0 ? filled : end + 1;
        if (to > from && buffer[to - 1] == '\r') {
            to--;
        }
        to = Math.min(to, from + Limits.LINE_BYTES);
        return true;
    }

    private void skipRest() throws IOException {
        int end;
        do {
            next = filled;
            refill();
            end = newline(0);
        } while (end < 0 && filled > 0);
        next = end < 0 ? filled : end + 1;
        cut = false;
    }

    private int newline(int start) {
        for (int i = start; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void refill() throws IOException {
        int kept = filled - next;
        System.arraycopy(buffer, next, buffer, 0, kept);
        next = 0;
        filled = kept;
        while (filled < buffer.length) {
            int n = content.read(position, buffer, filled, buffer.length - filled);
            if (n <= 0) {
                return;
            }
            filled += n;
            position += n;
        }
    }

    /** Length of the line in bytes. */
    public int length() {
        return to - from;
    }

    /** The byte at a place of the line, from 0. */
    public byte at(int place) {
        return buffer[from + place];
    }

    /** The first place of a byte in the line, from a place on, or -1. */
    public int indexOf(char wanted, int start) {
        for (int i = from + start; i < to; i++) {
            if (buffer[i] == wanted) {
                return i - from;
            }
        }
        return -1;
    }

    /** Whether the line starts with these ASCII letters, whatever their case. */
    public boolean startsWithIgnoringCase(String start) {
        if (length() < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (Character.toLowerCase((char) (buffer[from + i] & 0xff)) != Character.toLowerCase(start.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The line from a place on, without white space around it; what is no UTF-8 becomes U+FFFD. */
    public String text(int start) {
        return text(start, length());
    }

    public String text(int start, int end) {
        int a = from + start;
        int b = from + end;
        while (a < b && buffer[a] <= ' ' && buffer[a] >= 0) {
            a++;
        }
        while (b > a && buffer[b - 1] <= ' ' && buffer[b - 1] >= 0) {
            b--;
        }
        return new String(buffer, a, b - a, StandardCharsets.UTF_8);
    }
}
