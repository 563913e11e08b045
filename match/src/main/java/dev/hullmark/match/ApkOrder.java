package dev.hullmark.match;

/**
 * The order of Alpine, Wolfi and Chainguard: {@code number{.number}{letter}{_suffix{number}}{~hash}{-rNumber}}, as
 * apk-tools 3 judges it (apk-package(5)). Both versions are read part by part, side by side. What follows the grammar
 * no longer is malformed; such a version is older than one that goes on well, and two of them are compared as text.
 * Secdb entries do contain malformed versions, so they are ordered, not refused.
 */
final class ApkOrder implements VersionOrder {
    /** The kinds of part in the order they may follow one another; at the end, the earlier kind is the newer version. */
    private static final int FIRST_NUMBER = 0;

    private static final int NUMBER = 1;
    private static final int LETTER = 2;
    private static final int SUFFIX = 3;
    private static final int SUFFIX_NUMBER = 4;
    private static final int HASH = 5;
    private static final int REVISION = 6;
    private static final int END = 7;
    private static final int MALFORMED = 8;

    private static final String[] SUFFIXES = {"alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"};
    private static final int RELEASE = 4;

    @Override
    public int compare(String a, String b) {
        Text.check(a);
        Text.check(b);
        Part x = new Part(a);
        Part y = new Part(b);
        while (x.kind == y.kind && x.kind < END) {
            int result = comparePart(x, y);
            if (result != 0) {
                return result;
            }
            x.next();
            y.next();
        }
        if (x.kind == y.kind) {
            return x.kind == END ? 0 : compareMalformed(x, y);
        }
        if (x.kind == SUFFIX && x.suffix < RELEASE) {
            return -1;
        }
        if (y.kind == SUFFIX && y.suffix < RELEASE) {
            return 1;
        }
        return y.kind - x.kind;
    }

    private static int comparePart(Part x, Part y) {
        return switch (x.kind) {
            case SUFFIX -> x.suffix - y.suffix;
            case LETTER, HASH -> Text.compareChars(x.s, x.from, x.to, y.s, y.from, y.to);
            case NUMBER ->
                x.startsWithZero() || y.startsWithZero()
                        ? Text.compareChars(x.s, x.from, x.to, y.s, y.from, y.to)
                        : Text.compareNumbers(x.s, x.from, x.to, y.s, y.from, y.to);
            default -> Text.compareNumbers(x.s, x.from, x.to, y.s, y.from, y.to);
        };
    }

    /** Equal where only the revisions make no sense: nobody can say which is newer. */
    private static int compareMalformed(Part x, Part y) {
        if (x.at('-') && y.at('-')) {
            return 0;
        }
        return Text.compareChars(x.s, x.from, x.s.length(), y.s, y.from, y.s.length());
    }

    /** A reader of one version, at one of its parts: {@code s[from, to)}. */
    private static final class Part {
        private final String s;
        private int kind = FIRST_NUMBER;
        private int from;
        private int to;
        private int suffix;

        Part(String s) {
            this.s = s;
            digits(FIRST_NUMBER, 0);
        }

        boolean startsWithZero() {
            return s.charAt(from) == '0';
        }

        boolean at(char c) {
            return from < s.length() && s.charAt(from) == c;
        }

        void next() {
            from = to;
            if (from == s.length()) {
                kind = END;
                return;
            }
            char c = s.charAt(from);
            if (Text.lower(c) && kind <= NUMBER) {
                kind = LETTER;
                to = from + 1;
            } else if (c == '.' && kind <= NUMBER) {
                digits(NUMBER, from + 1);
            } else if (Text.digit(c) && kind == SUFFIX) {
                digits(SUFFIX_NUMBER, from);
            } else if (c == '_' && kind <= SUFFIX_NUMBER) {
                suffix();
            } else if (c == '~' && kind < HASH) {
                hash();
            } else if (s.startsWith("-r", from) && kind < REVISION) {
                revision();
            } else {
                kind = MALFORMED;
            }
        }

        private void digits(int newKind, int start) {
            to = Text.digitsEnd(s, start, s.length());
            if (to == start) {
                kind = MALFORMED;
            } else {
                kind = newKind;
                from = start;
            }
        }

        private void suffix() {
            int end = from + 1;
            while (end < s.length() && Text.lower(s.charAt(end))) {
                end++;
            }
            kind = MALFORMED;
            for (int i = 0; i < SUFFIXES.length; i++) {
                int length = end - from - 1;
                if (i != RELEASE && SUFFIXES[i].length() == length && s.startsWith(SUFFIXES[i], from + 1)) {
                    kind = SUFFIX;
                    suffix = i;
                    to = end;
                }
            }
        }

        private void hash() {
            int end = from + 1;
            while (end < s.length() && Character.digit(s.charAt(end), 16) >= 0 && s.charAt(end) < 128) {
                end++;
            }
            kind = end == from + 1 ? MALFORMED : HASH;
            to = end;
        }

        /** Without a number it is revision 0, if nothing else follows that could be meant for one. */
        private void revision() {
            int start = from + 2;
            int end = Text.digitsEnd(s, start, s.length());
            if (end == start && end < s.length() && s.charAt(end) != '-') {
                kind = MALFORMED;
                return;
            }
            kind = REVISION;
            from = start;
            to = end;
        }
    }
}
