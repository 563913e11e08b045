package dev.hullmark.match;

/**
 * The order of Debian's and Ubuntu's versions, {@code [epoch:]upstream[-revision]} (deb-version(7)). As dpkg does,
 * unusual characters are compared, not refused.
 */
final class DebianOrder implements VersionOrder {
    /** dpkg refuses greater epochs: they do not fit its C int. */
    private static final int LONGEST_EPOCH = Integer.MAX_VALUE;

    @Override
    public int compare(String first, String second) {
        String a = first.strip();
        String b = second.strip();
        int aColon = colon(a);
        int bColon = colon(b);
        int aDash = dash(a, aColon + 1);
        int bDash = dash(b, bColon + 1);
        int result = Text.compareNumbers(
                a, signEnd(a, aColon), Math.max(aColon, 0), b, signEnd(b, bColon), Math.max(bColon, 0));
        if (result == 0) {
            result = comparePart(a, aColon + 1, aDash, b, bColon + 1, bDash);
        }
        if (result == 0) {
            result = comparePart(
                    a, Math.min(aDash + 1, a.length()), a.length(), b, Math.min(bDash + 1, b.length()), b.length());
        }
        return result;
    }

    /** The place of the colon after the epoch, or -1; also checks the whole version. */
    private static int colon(String s) {
        Text.check(s);
        int colon = s.indexOf(':');
        for (int i = 0; i < s.length(); i++) {
            if (Character.isWhitespace(s.charAt(i))) {
                throw new InvalidVersionException(s, "has a blank inside");
            }
        }
        if (colon >= 0) {
            long epoch = 0;
            int digits = signEnd(s, colon);
            for (int i = digits; i < colon; i++) {
                if (!Text.digit(s.charAt(i))) {
                    throw new InvalidVersionException(s, "has an epoch that is no number");
                }
                epoch = epoch * 10 + s.charAt(i) - '0';
                if (epoch > LONGEST_EPOCH) {
                    throw new InvalidVersionException(s, "has too great an epoch");
                }
            }
            if (epoch > 0 && s.charAt(0) == '-') {
                throw new InvalidVersionException(s, "has an epoch below zero");
            }
            if (colon == digits) {
                throw new InvalidVersionException(s, "has an empty epoch");
            }
        }
        return colon;
    }

    /** dpkg reads the epoch as C reads a number, so it may carry a sign. */
    private static int signEnd(String s, int colon) {
        return colon > 0 && (s.charAt(0) == '+' || s.charAt(0) == '-') ? 1 : 0;
    }

    /** The place of the dash before the revision, or the end. */
    private static int dash(String s, int from) {
        int dash = s.lastIndexOf('-');
        if (dash < from) {
            dash = s.length();
        }
        if (dash == from) {
            throw new InvalidVersionException(s, "has no upstream version");
        }
        if (dash == s.length() - 1) {
            throw new InvalidVersionException(s, "has an empty revision");
        }
        return dash;
    }

    private static int comparePart(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
        int i = aFrom;
        int j = bFrom;
        while (i < aTo || j < bTo) {
            while ((i < aTo && !Text.digit(a.charAt(i))) || (j < bTo && !Text.digit(b.charAt(j)))) {
                int difference = weight(a, i, aTo) - weight(b, j, bTo);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            int aEnd = Text.digitsEnd(a, i, aTo);
            int bEnd = Text.digitsEnd(b, j, bTo);
            int difference = Text.compareNumbers(a, i, aEnd, b, j, bEnd);
            if (difference != 0) {
                return difference;
            }
            i = aEnd;
            j = bEnd;
        }
        return 0;
    }

    /** A tilde is before the end, the end and digits before letters, letters before everything else. */
    private static int weight(String s, int at, int to) {
        if (at >= to) {
            return 0;
        }
        char c = s.charAt(at);
        if (Text.digit(c)) {
            return 0;
        }
        if (Text.letter(c)) {
            return c;
        }
        return c == '~' ? -1 : c + 256;
    }
}
