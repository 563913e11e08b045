package dev.hullmark.match;

/**
 * The order of every RPM family, {@code [epoch:]version[-release]} (rpm-version(7)): epochs, then versions, then
 * releases, each run of digits or letters in turn; {@code ~} is before the end, {@code ^} after it.
 *
 * @param absentReleaseMatchesAny whether a version without a release equals every release of it, as rpm judges
 *     dependencies; else it is before them, as rpm sorts
 * @param anyEpoch whether epochs count for nothing, for a version whose epoch is not known
 */
record RpmOrder(boolean absentReleaseMatchesAny, boolean anyEpoch) implements VersionOrder {
    RpmOrder ofRanges() {
        return new RpmOrder(true, anyEpoch);
    }

    RpmOrder ofAnyEpoch() {
        return new RpmOrder(absentReleaseMatchesAny, true);
    }

    @Override
    public int compare(String a, String b) {
        Text.check(a);
        Text.check(b);
        int aColon = colon(a);
        int bColon = colon(b);
        int result = anyEpoch ? 0 : Text.compareNumbers(a, 0, Math.max(aColon, 0), b, 0, Math.max(bColon, 0));
        if (result != 0) {
            return result;
        }
        int aDash = dash(a, aColon + 1);
        int bDash = dash(b, bColon + 1);
        result = comparePart(a, aColon + 1, aDash, b, bColon + 1, bDash);
        if (result != 0) {
            return result;
        }
        boolean aReleased = aDash < a.length();
        boolean bReleased = bDash < b.length();
        if (aReleased && bReleased) {
            return comparePart(a, aDash + 1, a.length(), b, bDash + 1, b.length());
        }
        return absentReleaseMatchesAny ? 0 : Boolean.compare(aReleased, bReleased);
    }

    /** The place of the colon after the epoch, or -1: a colon after anything but digits belongs to the version. */
    private static int colon(String s) {
        int end = Text.digitsEnd(s, 0, s.length());
        return end < s.length() && s.charAt(end) == ':' ? end : -1;
    }

    private static int dash(String s, int from) {
        int dash = s.lastIndexOf('-');
        return dash < from ? s.length() : dash;
    }

    private static int comparePart(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
        int i = aFrom;
        int j = bFrom;
        while (i < aTo || j < bTo) {
            i = skipSeparators(a, i, aTo);
            j = skipSeparators(b, j, bTo);
            char x = i < aTo ? a.charAt(i) : 0;
            char y = j < bTo ? b.charAt(j) : 0;
            if (x == '~' || y == '~') {
                if (x != y) {
                    return x == '~' ? -1 : 1;
                }
                i++;
                j++;
            } else if (x == '^' || y == '^') {
                if (x != y) {
                    boolean caretWins = x == 0 || y == 0;
                    return (x == '^') == caretWins ? 1 : -1;
                }
                i++;
                j++;
            } else if (x == 0 || y == 0) {
                break;
            } else {
                int aEnd = runEnd(a, i, aTo, Text.digit(x));
                int bEnd = runEnd(b, j, bTo, Text.digit(x));
                if (bEnd == j) {
                    return Text.digit(x) ? 1 : -1;
                }
                int difference = Text.digit(x)
                        ? Text.compareNumbers(a, i, aEnd, b, j, bEnd)
                        : Text.compareChars(a, i, aEnd, b, j, bEnd);
                if (difference != 0) {
                    return difference;
                }
                i = aEnd;
                j = bEnd;
            }
        }
        return Boolean.compare(i < aTo, j < bTo);
    }

    private static int skipSeparators(String s, int from, int to) {
        int i = from;
        while (i < to) {
            char c = s.charAt(i);
            if (Text.digit(c) || Text.letter(c) || c == '~' || c == '^') {
                break;
            }
            i++;
        }
        return i;
    }

    private static int runEnd(String s, int from, int to, boolean digits) {
        int i = from;
        while (i < to && (digits ? Text.digit(s.charAt(i)) : Text.letter(s.charAt(i)))) {
            i++;
        }
        return i;
    }
}
