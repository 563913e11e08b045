package dev.hullmark.match;

/**
 * The order of PHP's packages: Composer's normalisation (a leading {@code v} off, missing numbers are 0, build metadata
 * off, {@code 1.x-dev} is the newest 1), then PHP's {@code version_compare}: {@code dev} before {@code alpha} before
 * {@code beta} before {@code RC} before the release before {@code patch}, in any case.
 *
 * @param ofRanges whether ranges are judged: a branch ({@code dev-main}) holds nobody knows which commit, so it can't be
 *     said to be in one. Elsewhere branches are before all versions
 */
record ComposerOrder(boolean ofRanges) implements VersionOrder {
    private static final int RELEASE = 4;

    @Override
    public int compare(String a, String b) {
        Cursor x = new Cursor(a, ofRanges);
        Cursor y = new Cursor(b, ofRanges);
        if (x.branch || y.branch) {
            return x.branch && y.branch ? a.compareTo(b) : Boolean.compare(y.branch, x.branch);
        }
        while (either(x.number(), y.number())) {
            int result = Boolean.compare(x.newest, y.newest);
            if (result == 0 && !x.newest) {
                result = Text.compareNumbers(a, x.from, x.to, b, y.from, y.to);
            }
            if (result != 0) {
                return result;
            }
        }
        while (either(x.part(), y.part())) {
            boolean numbers = x.isNumber && y.isNumber;
            int result = numbers
                    ? Text.compareNumbers(a, x.from, x.to, b, y.from, y.to)
                    : Integer.compare(x.rank(), y.rank());
            result = result == 0 && !numbers ? Boolean.compare(x.isNumber, y.isNumber) : result;
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    /** Unlike {@code ||} with both sides looked at: each has to be read on. */
    private static boolean either(boolean a, boolean b) {
        return a || b;
    }

    /** A reader of one version; {@code s[from, to)} is the part read last, empty past the end. */
    private static final class Cursor {
        private final String s;
        private final int end;
        private final boolean branch;
        private boolean newest;
        private boolean isNumber;
        private int from;
        private int to;
        private int next;

        Cursor(String s, boolean ofRanges) {
            Text.check(s);
            this.s = s;
            int plus = s.indexOf('+');
            end = plus > 0 ? plus : s.length();
            next = s.length() > 1 && (s.charAt(0) == 'v' || s.charAt(0) == 'V') ? 1 : 0;
            boolean number = Text.digit(s.charAt(next));
            branch = !number && isBranch(s);
            if (!number && (!branch || ofRanges)) {
                throw new InvalidVersionException(
                        s, branch ? "is a branch, which has no place among versions" : "does not start with a number");
            }
            for (int i = 0; i < end && !branch; i++) {
                char c = s.charAt(i);
                if (!Text.digit(c) && !Text.letter(c) && !separator(c) && c != '*') {
                    throw new InvalidVersionException(s, "has a character that no version of Composer's has");
                }
            }
        }

        private static boolean isBranch(String s) {
            return s.regionMatches(true, 0, "dev-", 0, 4)
                    || s.regionMatches(true, s.length() - 4, "-dev", 0, 4)
                    || s.equals("master")
                    || s.equals("trunk")
                    || s.equals("default");
        }

        private static boolean separator(char c) {
            return c == '.' || c == '-' || c == '_';
        }

        /** Reads one of the numbers a version starts with; false, and an empty part, behind the last. */
        boolean number() {
            int i = next < end && from != to && separator(s.charAt(next)) ? next + 1 : next;
            from = i;
            to = Text.digitsEnd(s, i, end);
            if (to > from) {
                next = to;
                return true;
            }
            boolean wild = i < end && (s.charAt(i) == 'x' || s.charAt(i) == 'X' || s.charAt(i) == '*');
            if (wild && (i + 1 == end || separator(s.charAt(i + 1)))) {
                newest = true;
                to = i + 1;
                next = to;
                return true;
            }
            to = from;
            return false;
        }

        /** Reads a run of digits or of letters; false at the end. */
        boolean part() {
            while (next < end && !Text.digit(s.charAt(next)) && !Text.letter(s.charAt(next))) {
                next++;
            }
            from = next;
            isNumber = next < end && Text.digit(s.charAt(next));
            while (next < end && (isNumber ? Text.digit(s.charAt(next)) : Text.letter(s.charAt(next)))) {
                next++;
            }
            to = next;
            if (!isNumber && starts("stable")) {
                next = end; // Composer leaves out whatever follows
                to = from;
            }
            return to > from;
        }

        /** The place of a part among the stages of a release; numbers and the end stand where the release does. */
        int rank() {
            if (isNumber || to == from) {
                return RELEASE;
            }
            return starts("dev") ? 0 : starts("a") ? 1 : starts("b") ? 2 : starts("rc") ? 3 : starts("p") ? 5 : -1;
        }

        private boolean starts(String word) {
            return to - from >= word.length() && s.regionMatches(true, from, word, 0, word.length());
        }
    }
}
