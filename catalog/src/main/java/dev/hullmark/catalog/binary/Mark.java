package dev.hullmark.catalog.binary;

import java.nio.charset.StandardCharsets;

/**
 * Where a version stands in a file: a fixed text, the version, and what must follow.
 *
 * @param name the package that a file with this mark is
 * @param before the text before it, Latin-1; starts with a zero byte where the version stands alone as a string
 * @param version how it is written
 * @param after what follows: {@code #} is a number, {@code @} letters, a blank one or more blanks, {@code $} the end of the
 *     word; any other character is itself
 * @param kind what the mark proves
 */
record Mark(String name, String before, VersionShape version, String after, Kind kind) {
    /** Texts of fewer characters are no rarity in a program. */
    private static final int SHORT = 4;

    enum Kind {
        /** The program's own name stands before it: it tells the version. */
        NAMED,
        /** A string that is nothing but a version: a candidate, to be confirmed by something else. */
        ALONE
    }

    static Mark named(String name, String before, VersionShape version, String after) {
        return new Mark(name, before, version, after, Kind.NAMED);
    }

    static Mark alone(String name, VersionShape version) {
        return new Mark(name, "\0", version, "\0", Kind.ALONE);
    }

    /**
     * What to search a file for: {@link #before}; where that is so short that it stands everywhere, with the numbers that a
     * version has at least.
     */
    Sought sought() {
        return new Sought(before, before.length() >= SHORT ? 0 : version.shortest());
    }

    /**
     * The version at this place.
     *
     * @param bytes what was read of the file
     * @param at just behind {@link #before}
     * @param end where what was read ends
     * @return the version, or "" when there is none or something else follows
     */
    String read(byte[] bytes, int at, int end) {
        int stop = version.end(bytes, at, end);
        if (stop < 0) {
            return "";
        }
        int tail = version.tail() ? tailEnd(bytes, stop, end) : stop;
        return follows(bytes, tail, end) ? new String(bytes, at, stop - at, StandardCharsets.ISO_8859_1) : "";
    }

    private boolean follows(byte[] bytes, int from, int end) {
        int at = from;
        for (int i = 0; i < after.length(); i++) {
            char c = after.charAt(i);
            int start = at;
            switch (c) {
                case '#' -> at = run(bytes, at, end, '0', '9');
                case '@' -> {
                    while (at < end && VersionShape.letter(bytes[at])) {
                        at++;
                    }
                }
                case ' ' -> at = run(bytes, at, end, ' ', ' ');
                case '$' -> {
                    if (at < end && VersionShape.ofWord(bytes[at])) {
                        return false;
                    }
                    continue;
                }
                default -> at += at < end && (bytes[at] & 0xff) == c ? 1 : 0;
            }
            if (at == start) {
                return false;
            }
        }
        return true;
    }

    private static int run(byte[] bytes, int from, int end, char first, char last) {
        int at = from;
        while (at < end && bytes[at] >= first && bytes[at] <= last) {
            at++;
        }
        return at;
    }

    /** What a distribution or a build put behind the version: {@code -1+deb12u4}, {@code +10-LTS}. */
    private static int tailEnd(byte[] bytes, int from, int end) {
        int at = from;
        if (at < end && (bytes[at] == '-' || bytes[at] == '+' || bytes[at] == '~')) {
            while (at < end && VersionShape.ofWord(bytes[at])) {
                at++;
            }
        }
        return at;
    }
}
