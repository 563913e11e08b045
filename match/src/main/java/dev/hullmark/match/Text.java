package dev.hullmark.match;

import dev.hullmark.match.VersionOrder.InvalidVersionException;

/** ASCII helpers of the version orders. The digits of a version are of any length, so they are compared as text. */
final class Text {
    private Text() {}

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean letter(char c) {
        return lower(c) || (c >= 'A' && c <= 'Z');
    }

    /** Where the run of digits that starts at {@code from} ends. */
    static int digitsEnd(String s, int from, int to) {
        int i = from;
        while (i < to && digit(s.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Compares two runs of digits by value; an empty run is zero. */
    static int compareNumbers(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
        int i = aFrom;
        int j = bFrom;
        while (i < aTo && a.charAt(i) == '0') {
            i++;
        }
        while (j < bTo && b.charAt(j) == '0') {
            j++;
        }
        int byLength = Integer.compare(aTo - i, bTo - j);
        return byLength != 0 ? byLength : compareChars(a, i, aTo, b, j, bTo);
    }

    /** Compares two parts of strings character by character. */
    static int compareChars(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
        int i = aFrom;
        int j = bFrom;
        while (i < aTo && j < bTo) {
            int difference = a.charAt(i++) - b.charAt(j++);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(aTo - i, bTo - j);
    }

    /** Compares two lists of identifiers divided by dots as semver.org 2.0.0 does: numbers first, the longer last. */
    static int compareIdentifiers(String a, int aFrom, int aTo, String b, int bFrom, int bTo, boolean anyCase) {
        int i = aFrom;
        int j = bFrom;
        while (true) {
            int iTo = identifierEnd(a, i, aTo);
            int jTo = identifierEnd(b, j, bTo);
            boolean number = iTo > i && digitsEnd(a, i, iTo) == iTo;
            if (number != (jTo > j && digitsEnd(b, j, jTo) == jTo)) {
                return number ? -1 : 1;
            }
            int result = number
                    ? compareNumbers(a, i, iTo, b, j, jTo)
                    : anyCase ? compareAnyCase(a, i, iTo, b, j, jTo) : compareChars(a, i, iTo, b, j, jTo);
            if (result != 0) {
                return result;
            }
            if (iTo == aTo || jTo == bTo) {
                return Boolean.compare(iTo < aTo, jTo < bTo);
            }
            i = iTo + 1;
            j = jTo + 1;
        }
    }

    private static int identifierEnd(String s, int from, int to) {
        int dot = s.indexOf('.', from);
        return dot < 0 || dot > to ? to : dot;
    }

    private static int compareAnyCase(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
        int shorter = Math.min(aTo - aFrom, bTo - bFrom);
        for (int i = 0; i < shorter; i++) {
            int difference = upper(a.charAt(aFrom + i)) - upper(b.charAt(bFrom + i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(aTo - aFrom, bTo - bFrom);
    }

    private static char upper(char c) {
        return lower(c) ? (char) (c - 'a' + 'A') : c;
    }

    /** Refuses what no ecosystem calls a version. */
    static void check(String version) {
        if (version.isEmpty()) {
            throw new InvalidVersionException(version, "is empty");
        }
        if (version.length() > Limits.VERSION_LENGTH) {
            throw new InvalidVersionException(
                    version.substring(0, 40) + "…", "is longer than " + Limits.VERSION_LENGTH + " characters");
        }
    }
}
