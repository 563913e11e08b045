package dev.hullmark.catalog.secret;

/** Private keys as files hold them: PEM (PKCS #1, PKCS #8, SEC 1, OpenSSH), OpenPGP's armour and PuTTY's format. */
final class PrivateKeys {
    private PrivateKeys() {}

    private static final int LONGEST = 32 << 10;
    /** Characters of the longest line: shorter than any key's, longer than any word. */
    private static final int SHORTEST = 44;

    private static final Chars BODY = Chars.BASE64;
    private static final Chars BETWEEN = Chars.of(" \t\r\n\"'+,\\");

    /** At {@code PRIVATE KEY-----}: there is a key behind it, not just the words. */
    static Matcher pem(boolean encrypted) {
        return (t, from, to) -> {
            int begin = t.indexOf("-----begin", t.lineStart(from, 30), from);
            if (begin < 0) {
                return Matcher.NONE;
            }
            boolean locked = t.has("encrypted", begin, to + 60);
            int end = end(t, to);
            return end > 0 && locked == encrypted ? Matcher.range(begin, end) : Matcher.NONE;
        };
    }

    /** Where the key ends, or -1 when what follows is none. */
    private static int end(Scanned t, int start) {
        int stop = Math.min(t.length(), start + LONGEST);
        int at = start;
        int run = 0;
        int longest = 0;
        while (at < stop) {
            int c = t.at(at);
            if (c == '-' && t.is(at, "-----")) {
                break;
            }
            if (c == '\\' && (t.at(at + 1) == 'n' || t.at(at + 1) == 'r')) {
                at += 2;
            } else if (BODY.has(c)) {
                longest = Math.max(longest, ++run);
                at++;
                continue;
            } else if (BETWEEN.has(c) || c == ':' || c == '-' || c == '.' || c == '(' || c == ')') {
                at++; // headers such as "Proc-Type: 4,ENCRYPTED", and strings put together line by line
            } else {
                break;
            }
            run = 0;
        }
        return longest >= SHORTEST
                        && Randomness.variety(t, start, at) >= 20
                        && !Randomness.example(t, start, Math.min(at, start + 64))
                ? at
                : -1;
    }

    /** At {@code Private-Lines:} of a PuTTY key. */
    static Matcher putty() {
        return (t, from, to) -> {
            boolean file = t.has("putty-user-key-file", Math.max(0, from - 4000), from);
            int end = file ? end(t, to) : -1;
            return end > 0 ? Matcher.range(to, end) : Matcher.NONE;
        };
    }
}
