package dev.hullmark.advisories;

/** CVE ids as ints, so that hundreds of thousands lie sorted in little room: year from 1970, then 24 bits of number. */
final class Cves {
    private static final int NONE = -1;

    private Cves() {}

    /** The id as an int that is not negative and grows with year and number, or -1 for what is no CVE id. */
    static int number(String id) {
        if (id.length() < 10 || id.length() > 17 || !id.regionMatches(true, 0, "CVE-", 0, 4) || id.charAt(8) != '-') {
            return NONE;
        }
        int year = digits(id, 4, 8);
        int number = digits(id, 9, id.length());
        if (year < 1970 || year > 2090 || number < 0 || number >= 1 << 24) {
            return NONE;
        }
        return (year - 1970) << 24 | number;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
