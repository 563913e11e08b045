package dev.hullmark.match;

/**
 * The order of R's packages ({@code package_version}): numbers divided by dots or dashes; of two with the same start the
 * longer is newer, even by zeros.
 */
final class CranOrder implements VersionOrder {
    @Override
    public int compare(String a, String b) {
        check(a);
        check(b);
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int iTo = Text.digitsEnd(a, i, a.length());
            int jTo = Text.digitsEnd(b, j, b.length());
            int result = Text.compareNumbers(a, i, iTo, b, j, jTo);
            if (result != 0) {
                return result;
            }
            i = iTo + 1;
            j = jTo + 1;
        }
        return Boolean.compare(i < a.length(), j < b.length());
    }

    private static void check(String s) {
        Text.check(s);
        boolean digit = false;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (!Text.digit(c) && !(digit && (c == '.' || c == '-'))) {
                throw new InvalidVersionException(s, "is not numbers divided by dots or dashes");
            }
            digit = Text.digit(c);
        }
        if (!digit) {
            throw new InvalidVersionException(s, "does not end with a number");
        }
    }
}
