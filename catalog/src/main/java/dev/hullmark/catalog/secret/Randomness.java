package dev.hullmark.catalog.secret;

/** Tells values that were made by chance from words, patterns and placeholders. */
final class Randomness {
    private Randomness() {}

    /** Nobody's credential holds one of these; whoever writes an example nearly always does. */
    private static final String[] EXAMPLES = {
        "example",
        "xxxx",
        "****",
        "....",
        "your",
        "placeholder",
        "redacted",
        "changeme",
        "1234567890",
        "abcdefghij",
        "0123456789",
        "000000",
        "aaaaaa",
        "deadbeef",
        "insert"
    };

    /** The same, for values that people invent themselves. */
    private static final String[] PLACEHOLDERS = {
        "change_me",
        "change-me",
        "change this",
        "changethis",
        "dummy",
        "sample",
        "replace",
        "todo",
        "fake",
        "12345678",
        "abcdefgh",
        "undefined",
        "not-set",
        "notset",
        "none",
        "null",
        "true",
        "false",
        "default",
        "foobar",
        "mysecret",
        "test",
        "invalid",
        "required",
        "optional",
        "p@ssw0rd",
        "qwerty",
        "lorem"
    };

    /**
     * How credentials begin, or end, that their makers publish for everybody's trials: enough characters that no other has
     * them, in lower case.
     */
    private static final String[] PUBLISHED = {
        "eby8vdm02xnocqflquwjpllmetlcdxj1", // Azurite, the emulator of Azure's storage
        "c2y6ydjf5/r+ob0n8a7cgv30vrdjiwehl", // the emulator of Azure Cosmos DB
        "4ec39hqlyjwdarjtt1zdp7dc", // Stripe's documentation
        "bqokikjovbii2hlwgh4olfq2", // the same, before 2018
        "sflkxwrjsmekkf2qt4fwpmejf36pok6y", // jwt.io
        "tjva95orm7e2cbab30rmhrhdcefxjoyz", // jwt.io, before 2017
        "dbjftjez4cvp-mb92k27uhbuju1p1r_w", // RFC 7515, A.1
        "qwxhzgrpbjpvcgvuihnlc2ftzq", // RFC 7617: Aladdin:open sesame
        "miieogibaakcaqea6nf8iallvqvp22wdktky", // Vagrant's insecure key
    };

    /** Whether the range is what an example has in a credential's place. */
    static boolean example(Scanned t, int from, int to) {
        return any(t, from, to, EXAMPLES)
                || any(t, from, to, PUBLISHED)
                || variety(t, from, to) < Math.min(6, (to - from) / 2);
    }

    static boolean placeholder(Scanned t, int from, int to) {
        return any(t, from, to, EXAMPLES)
                || any(t, from, to, PUBLISHED)
                || any(t, from, to, PLACEHOLDERS)
                || variety(t, from, to) < 5;
    }

    private static boolean any(Scanned t, int from, int to, String[] words) {
        for (String word : words) {
            if (t.has(word, from, to)) {
                return true;
            }
        }
        return false;
    }

    /** How many different bytes there are. */
    static int variety(Scanned t, int from, int to) {
        long low = 0;
        long high = 0;
        for (int i = from; i < to; i++) {
            int c = t.at(i) & 0x7f;
            low |= c < 64 ? 1L << c : 0;
            high |= c < 64 ? 0 : 1L << (c - 64);
        }
        return Long.bitCount(low) + Long.bitCount(high);
    }

    /** Shannon's entropy of the bytes, in bits a byte. */
    static double entropy(Scanned t, int from, int to) {
        int[] counts = new int[256];
        for (int i = from; i < to; i++) {
            counts[t.at(i)]++;
        }
        double length = to - from;
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                bits -= count / length * Math.log(count / length);
            }
        }
        return bits / Math.log(2);
    }

    static int count(Scanned t, int from, int to, Chars chars) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += chars.has(t.at(i)) ? 1 : 0;
        }
        return count;
    }
}
