package dev.hullmark.catalog.secret;

/** A set of ASCII characters. */
record Chars(long low, long high) {
    static final Chars DIGITS = of("0123456789");
    static final Chars LOWER = DIGITS.and(of("abcdefghijklmnopqrstuvwxyz"));
    static final Chars UPPER = DIGITS.and(of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
    static final Chars ALNUM = LOWER.and(UPPER);
    static final Chars HEX = of("0123456789abcdefABCDEF");
    static final Chars WORD = ALNUM.and(of("_-"));
    static final Chars BASE64 = ALNUM.and(of("+/="));
    /** What names are made of in assignments. */
    static final Chars NAME = ALNUM.and(of("_-."));

    static Chars of(String characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            low |= c < 64 ? 1L << c : 0;
            high |= c < 64 ? 0 : 1L << (c - 64);
        }
        return new Chars(low, high);
    }

    Chars and(Chars other) {
        return new Chars(low | other.low, high | other.high);
    }

    boolean has(int c) {
        return c < 64 ? c >= 0 && (low >>> c & 1) != 0 : c < 128 && (high >>> (c - 64) & 1) != 0;
    }
}
