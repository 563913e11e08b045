package dev.hullmark.catalog.secret;

/** Passwords and keys of no known form: told by the name they are given to, and by how random they look. */
final class Invented {
    private Invented() {}

    private static final int LONGEST = 200;
    private static final Chars LETTERS_LOWER = Chars.of("abcdefghijklmnopqrstuvwxyz");
    private static final Chars LETTERS_UPPER = Chars.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static final Chars NUMBER = Chars.DIGITS.and(Chars.of("_-."));
    private static final Chars SYMBOLS = Chars.of("!#%&*+=?@^~|$");
    private static final Chars KEY = Chars.WORD.and(Chars.of("+/=.:~!@#%^&*"));

    /** Names that hold something about a secret, not the secret. */
    private static final String[] OTHER_NAMES = {
        "hash",
        "sha",
        "md5",
        "digest",
        "checksum",
        "integrity",
        "public",
        "csrf",
        "xsrf",
        "commit",
        "placeholder",
        "example",
        "label",
        "prompt",
        "regex",
        "pattern",
        "encrypted",
        "fingerprint",
        "tokenizer",
        "nonce",
        "salt",
        "translation",
        "i18n",
        "message",
        "error",
        "policy",
        "cache",
        "sort",
        "page",
        "next",
        "sync",
        "cursor",
        "continu"
    };

    /** What may follow the keyword in the name. */
    private static final String[] ENDINGS = {
        "key",
        "_key",
        "-key",
        "keybase",
        "_key_base",
        "base",
        "_base",
        "value",
        "_value",
        "string",
        "_string",
        "token",
        "_token",
        "_prod",
        "_production",
        "_dev",
        "_development",
        "_staging",
        "_live",
        "_main",
        "_master",
        "_root",
        "_admin",
        "_primary",
        "_default",
        "_db",
        "_plain",
        "_base64",
        "_b64",
        "_text",
        "_test"
    };

    static Matcher password() {
        return (t, from, to) -> {
            Assigned value = assigned(t, from, to, 8);
            if (value.isNothing()) {
                return Matcher.NONE;
            }
            int a = value.from();
            int b = value.to();
            int digits = Randomness.count(t, a, b, Chars.DIGITS);
            int symbols = Randomness.count(t, a, b, SYMBOLS);
            int lower = Randomness.count(t, a, b, LETTERS_LOWER);
            int upper = Randomness.count(t, a, b, LETTERS_UPPER);
            boolean mixed =
                    (digits > 0 || (symbols > 0 && t.kind.bare())) && lower + upper > 0 && digits + symbols < b - a;
            boolean aboutItself = (t.has("password", a, b) || t.has("passwd", a, b) || t.has("secret", a, b))
                    && !(digits > 0 && symbols > 0);
            boolean strong = Randomness.entropy(t, a, b) >= (value.quoted() && !t.kind.bare() ? 2.9 : 2.6);
            return mixed && strong && !aboutItself && !isExpression(t, a, b) ? Matcher.range(a, b) : Matcher.NONE;
        };
    }

    static Matcher key() {
        return (t, from, to) -> {
            Assigned value = assigned(t, from, to, 16);
            if (value.isNothing()) {
                return Matcher.NONE;
            }
            int a = value.from();
            int b = value.to();
            int digits = Randomness.count(t, a, b, Chars.DIGITS);
            int letters = Randomness.count(t, a, b, LETTERS_LOWER) + Randomness.count(t, a, b, LETTERS_UPPER);
            boolean mixed = digits >= (t.kind.bare() ? 1 : 2) && letters >= 2;
            return mixed
                            && t.run(a, KEY, LONGEST) == b
                            && Randomness.entropy(t, a, b) >= 3.0
                            && Randomness.variety(t, a, b) >= 8
                            && !isExpression(t, a, b)
                            && !isWords(t, a, b)
                            && !t.has("publickey", b, b + 24) // .NET: the token of a public key
                    ? Matcher.range(a, b)
                    : Matcher.NONE;
        };
    }

    /** The value of a name that ends in the keyword, or nothing when it can be no secret of at least that length. */
    private static Assigned assigned(Scanned t, int from, int to, int shortest) {
        Assigned value = Assigned.to(t, from, to);
        boolean fits = value.length() >= shortest
                && value.length() <= LONGEST
                && (value.quoted() || t.kind.bare())
                && endsWell(t, to, value.nameTo())
                && beginsWell(t, value.nameFrom(), from, to)
                && !t.commented(value.nameFrom())
                && !isDirectory(t, value.nameFrom(), value.nameTo())
                && !isVersion(t, value.from(), value.to())
                && !t.is(value.to() - 3, "..."); // cut short: shown, not used
        if (!fits || Randomness.placeholder(t, value.from(), value.to())) {
            return Assigned.NOTHING;
        }
        for (String other : OTHER_NAMES) {
            if (t.has(other, value.nameFrom(), value.nameTo())) {
                return Assigned.NOTHING;
            }
        }
        return t.has(" ", value.from(), value.to()) ? Assigned.NOTHING : value;
    }

    /** The shell's own variables for the directory it is in. */
    private static boolean isDirectory(Scanned t, int nameFrom, int nameTo) {
        return (nameTo - nameFrom == 3 && t.is(nameFrom, "PWD"))
                || (nameTo - nameFrom == 6 && t.is(nameFrom, "OLDPWD"));
    }

    /** {@code 1:4.13+dfsg1-1}: lists of packages call one of them {@code passwd}. */
    private static boolean isVersion(Scanned t, int from, int to) {
        return Chars.DIGITS.has(t.at(from))
                && t.has(".", from, to)
                && t.run(from, Chars.LOWER.and(Chars.of(".:+~-")), LONGEST) == to;
    }

    private static boolean endsWell(Scanned t, int to, int nameTo) {
        int end = t.runBack(nameTo, NUMBER, 4);
        if (end <= to) {
            return true;
        }
        for (String ending : ENDINGS) {
            if (end - to == ending.length() && t.indexOf(ending, to, end) == to) {
                return true;
            }
        }
        return false;
    }

    /** A short keyword at the end of a word is another word, as in {@code compass}, but not in {@code mailPass}. */
    private static boolean beginsWell(Scanned t, int nameFrom, int from, int to) {
        return to - from > 4
                || from == nameFrom
                || !Chars.ALNUM.has(t.at(from - 1))
                || (LETTERS_UPPER.has(t.at(from)) && LETTERS_LOWER.has(t.at(from - 1)));
    }

    /** Whether it names where the secret comes from, or is computed. */
    private static boolean isExpression(Scanned t, int from, int to) {
        int first = t.at(from);
        if (first == '$'
                || first == '{'
                || first == '<'
                || first == '%'
                || first == '/'
                || first == '.'
                || first == '@'
                || first == '['
                || first == '('
                || first == '#') {
            return true;
        }
        return t.has("://", from, to)
                || t.has("${", from, to)
                || t.has("{{", from, to)
                || t.has("#{", from, to)
                || t.has("$(", from, to)
                || t.has("%{", from, to)
                || t.has("->", from, to)
                || t.has("::", from, to)
                || t.has("()", from, to)
                || t.indexOf("enc(", from, to) == from
                || t.indexOf("vault:", from, to) == from
                || t.indexOf("arn:", from, to) == from
                || t.indexOf("env.", from, to) == from
                || t.indexOf("process.", from, to) == from
                || t.indexOf("os.", from, to) == from
                || t.indexOf("self.", from, to) == from
                || t.indexOf("this.", from, to) == from
                || t.indexOf("sha256", from, to) == from
                || t.indexOf("sha512", from, to) == from
                || t.indexOf("data:", from, to) == from;
    }

    /** Words with separators between them: {@code kubernetes.io/service-account-token2}. */
    private static boolean isWords(Scanned t, int from, int to) {
        int words = 0;
        int at = from;
        while (at < to) {
            // One case, but for a capital at its start: what is random rarely has four such letters in a row.
            int end = Math.min(to, t.run(at + 1, LETTERS_LOWER, LONGEST));
            words += end - at >= 4 ? end - at : 0;
            at = Math.max(end, at + 1);
        }
        return words * 4 > (to - from) * 3;
    }
}
