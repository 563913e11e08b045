package dev.hullmark.catalog.secret;

import java.nio.charset.StandardCharsets;

/** A text that is looked at, as bytes. Every look is within its bounds: past them there are zeros. */
final class Scanned {
    private static final Chars BLANK = Chars.of(" \t");

    final byte[] bytes;
    final FileKind kind;

    Scanned(byte[] bytes, FileKind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    static Scanned of(String text, FileKind kind) {
        return new Scanned(text.getBytes(StandardCharsets.UTF_8), kind);
    }

    int length() {
        return bytes.length;
    }

    int at(int place) {
        return place >= 0 && place < bytes.length ? bytes[place] & 0xff : 0;
    }

    /** The end of the run of such characters that starts here, at most so long. */
    int run(int start, Chars chars, int most) {
        int end = start;
        int stop = Math.min(bytes.length, start + most);
        while (end < stop && chars.has(bytes[end])) {
            end++;
        }
        return end;
    }

    /** Where the run of such characters that ends here began, at most so long. */
    int runBack(int end, Chars chars, int most) {
        int start = end;
        int stop = Math.max(0, end - most);
        while (start > stop && chars.has(bytes[start - 1])) {
            start--;
        }
        return start;
    }

    /** Whether a word may begin here: no letter or digit before it, but for that of an escape such as {@code \n}. */
    boolean wordBegins(int place) {
        int before = at(place - 1);
        if (before != '_' && !Chars.ALNUM.has(before)) {
            return true;
        }
        return (before == 'n' || before == 't' || before == 'r') && at(place - 2) == '\\';
    }

    boolean is(int place, String text) {
        if (place < 0 || place + text.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[place + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first place of an ASCII text between two places, whatever its case, or -1; {@code text} is in lower case. */
    int indexOf(String text, int from, int to) {
        int last = Math.min(to, bytes.length) - text.length();
        for (int i = Math.max(0, from); i <= last; i++) {
            int k = 0;
            while (k < text.length() && lower(bytes[i + k]) == text.charAt(k)) {
                k++;
            }
            if (k == text.length()) {
                return i;
            }
        }
        return -1;
    }

    boolean has(String text, int from, int to) {
        return indexOf(text, from, to) >= 0;
    }

    /** Where the line of a place begins, at most so far before it. */
    int lineStart(int place, int most) {
        int start = place;
        while (start > 0 && place - start < most && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** Whether the line is commented out: what stands there is nearly always an example. */
    boolean commented(int place) {
        int start = run(lineStart(place, 200), BLANK, 200);
        int first = at(start);
        return first == '#'
                || first == ';'
                || (first == '*' && !kind.bare())
                || is(start, "//")
                || is(start, "<!--")
                || is(start, "-- ");
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    static int lower(int b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
