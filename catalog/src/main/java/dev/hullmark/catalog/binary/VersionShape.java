package dev.hullmark.catalog.binary;

/**
 * How a program writes its version: numbers parted by dots, then perhaps a word for what is not released yet.
 *
 * @param least how many numbers at least
 * @param first what the first number must be; -1 for any
 * @param letter whether a letter may follow the numbers ({@code 1.1.1w})
 * @param update whether an underscore and a number may ({@code 1.8.0_392})
 * @param tail whether a distribution's or a build's own addition may follow, which is not part of the version
 */
record VersionShape(int least, int first, boolean letter, boolean update, boolean tail) {
    static final VersionShape ONE = new VersionShape(1, -1, false, false, false);
    static final VersionShape TWO = new VersionShape(2, -1, false, false, false);
    static final VersionShape THREE = new VersionShape(3, -1, false, false, false);

    private static final int MOST = 5;
    private static final int DIGITS = 6;
    private static final String[] WORDS = {"alpha", "beta", "preview", "pre", "rc", "dev", "ea", "a", "b"};

    VersionShape startingWith(int number) {
        return new VersionShape(least, number, letter, update, tail);
    }

    VersionShape withLetter() {
        return new VersionShape(least, first, true, update, tail);
    }

    VersionShape withUpdate() {
        return new VersionShape(least, first, letter, true, tail);
    }

    VersionShape withTail() {
        return new VersionShape(least, first, letter, update, true);
    }

    /** How many bytes it has at least, all of them digits and dots: a digit a number, and the dots between. */
    int shortest() {
        return 2 * least - 1;
    }

    /** Where the version that starts at {@code from} ends, or -1 when there is none. */
    int end(byte[] bytes, int from, int end) {
        int at = from;
        int numbers = 0;
        while (numbers < MOST) {
            int start = at;
            int value = 0;
            while (at < end && digit(bytes[at]) && at - start <= DIGITS) {
                value = value * 10 + bytes[at++] - '0';
            }
            if (at == start || at - start > DIGITS || (numbers == 0 && first >= 0 && value != first)) {
                return -1;
            }
            numbers++;
            if (at + 1 >= end || bytes[at] != '.' || !digit(bytes[at + 1])) {
                break;
            }
            at++;
        }
        if (numbers < least) {
            return -1;
        }
        if (letter && at < end && letter(bytes[at]) && !(at + 1 < end && letter(bytes[at + 1]))) {
            return at + 1;
        }
        if (update && at + 1 < end && bytes[at] == '_' && digit(bytes[at + 1])) {
            return digits(bytes, at + 1, end);
        }
        return unreleased(bytes, at, end);
    }

    private static int unreleased(byte[] bytes, int from, int end) {
        int at = from < end && bytes[from] == '-' ? from + 1 : from;
        for (String word : WORDS) {
            if (starts(bytes, at, end, word)) {
                int stop = digits(bytes, at + word.length(), end);
                if (stop == end || !letter(bytes[stop])) {
                    return stop;
                }
            }
        }
        return from;
    }

    private static boolean starts(byte[] bytes, int at, int end, String word) {
        if (word.length() > end - at) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int digits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && digit(bytes[at])) {
            at++;
        }
        return at;
    }

    static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean letter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** Whether this byte may stand inside a version. */
    static boolean ofWord(byte b) {
        return digit(b) || letter(b) || b == '.' || b == '-' || b == '+' || b == '~' || b == '_';
    }
}
