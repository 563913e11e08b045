package dev.hullmark.match;

/**
 * The order of semantic versions (semver.org 2.0.0), read as generously as the package managers that use it: a leading
 * {@code v} or {@code =}, missing numbers as 0, a pre-release without its dash ({@code 1.0.0beta}); whatever else
 * follows the three numbers is build metadata and counts for nothing.
 *
 * @param goToolchain whether to read Go's own versions as well: {@code go1.21rc2} is {@code 1.21.0-rc.2}, and what
 *     follows a blank ({@code X:boringcrypto}) says how it was built
 */
record SemverOrder(boolean goToolchain) implements VersionOrder {
    @Override
    public int compare(String a, String b) {
        Cursor x = new Cursor(a, goToolchain);
        Cursor y = new Cursor(b, goToolchain);
        for (int i = 0; i < 3; i++) {
            x.number();
            y.number();
            int result = Text.compareNumbers(a, x.from, x.to, b, y.from, y.to);
            if (result != 0) {
                return result;
            }
        }
        x.preRelease(goToolchain);
        y.preRelease(goToolchain);
        if (x.inPreRelease != y.inPreRelease) {
            return x.inPreRelease ? -1 : 1;
        }
        while (x.inPreRelease && y.inPreRelease) {
            x.identifier();
            y.identifier();
            int result = compareIdentifiers(x, y);
            if (result != 0) {
                return result;
            }
        }
        return Boolean.compare(x.inPreRelease, y.inPreRelease);
    }

    private static int compareIdentifiers(Cursor x, Cursor y) {
        boolean xNumber = x.numeric();
        boolean yNumber = y.numeric();
        if (xNumber != yNumber) {
            return xNumber ? -1 : 1;
        }
        return xNumber
                ? Text.compareNumbers(x.s, x.from, x.to, y.s, y.from, y.to)
                : Text.compareChars(x.s, x.from, x.to, y.s, y.from, y.to);
    }

    /** A reader of one version; {@code s[from, to)} is the number or identifier read last. */
    private static final class Cursor {
        private final String s;
        private int from;
        private int to;
        /** Where to go on. */
        private int next;

        private int end;
        private boolean inPreRelease;
        private boolean splitsDigits;

        Cursor(String s, boolean goToolchain) {
            Text.check(s);
            this.s = s;
            end = s.length();
            if (goToolchain) {
                int blank = s.indexOf(' ');
                end = blank > 0 ? blank : end;
                next = s.startsWith("go") ? 2 : 0;
            }
            while (next < end && (s.charAt(next) == 'v' || s.charAt(next) == 'V' || s.charAt(next) == '=')) {
                next++;
            }
            if (next == end || !Text.digit(s.charAt(next))) {
                throw new InvalidVersionException(s, "does not start with a number");
            }
            for (int i = next; i < end; i++) {
                char c = s.charAt(i);
                if (c <= ' ' || c == 127) {
                    throw new InvalidVersionException(s, "has a blank or control character inside");
                }
            }
            int plus = s.indexOf('+', next);
            if (plus >= 0) {
                end = plus;
            }
        }

        void number() {
            from = next;
            to = Text.digitsEnd(s, from, end);
            next = to;
            if (to > from && next + 1 < end && s.charAt(next) == '.' && Text.digit(s.charAt(next + 1))) {
                next++;
            }
        }

        void preRelease(boolean goToolchain) {
            if (next < end && s.charAt(next) == '-') {
                next++;
                inPreRelease = next < end;
            } else if (next < end && Text.letter(s.charAt(next))) {
                inPreRelease = true;
                splitsDigits = goToolchain;
            }
        }

        void identifier() {
            from = next;
            int i = from;
            while (i < end && s.charAt(i) != '.') {
                if (splitsDigits && i > from && Text.digit(s.charAt(i)) != Text.digit(s.charAt(i - 1))) {
                    break;
                }
                i++;
            }
            to = i;
            next = i < end && s.charAt(i) == '.' ? i + 1 : i;
            inPreRelease = i < end;
        }

        boolean numeric() {
            return to > from && Text.digitsEnd(s, from, to) == to;
        }
    }
}
