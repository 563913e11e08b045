package dev.hullmark.catalog.secret;

import java.util.Base64;

/** The forms credentials have, beyond those of {@link PrivateKeys}, {@link Urls} and {@link Invented}. */
final class Matchers {
    private Matchers() {}

    /** The keyword and so many of these characters behind it, as a word of its own. */
    static Matcher token(Chars body, int min, int max) {
        return (t, from, to) -> {
            int end = t.run(to, body, max);
            boolean whole = end - to >= min && !Chars.ALNUM.has(t.at(end));
            return whole && t.wordBegins(from) && !Randomness.example(t, to, end)
                    ? Matcher.range(from, end)
                    : Matcher.NONE;
        };
    }

    /** Like {@link #token}, for short keywords that begin other words too: it must look random. */
    static Matcher randomToken(Chars body, int min, int max) {
        Matcher token = token(body, min, max);
        return (t, from, to) -> {
            long found = token.match(t, from, to);
            return found != Matcher.NONE
                            && Randomness.count(t, to, Matcher.to(found), Chars.DIGITS) >= 2
                            && Randomness.entropy(t, to, Matcher.to(found)) >= 3.2
                    ? found
                    : Matcher.NONE;
        };
    }

    /** The keyword, then parts of these lengths with a character between them. */
    static Matcher parts(char between, Chars body, int... minima) {
        return (t, from, to) -> {
            int at = to;
            for (int i = 0; i < minima.length; i++) {
                if (i > 0 && t.at(at++) != between) {
                    return Matcher.NONE;
                }
                int end = t.run(at, body, 400);
                if (end - at < minima[i]) {
                    return Matcher.NONE;
                }
                at = end;
            }
            return t.wordBegins(from) && !Randomness.example(t, to, at) ? Matcher.range(from, at) : Matcher.NONE;
        };
    }

    /** The keyword with so many characters before it and behind it. */
    static Matcher around(Chars before, int least, int most, Chars behind, int min, int max) {
        return (t, from, to) -> {
            int start = t.runBack(from, before, most + 1);
            int end = t.run(to, behind, max);
            boolean whole = from - start >= least && from - start <= most && end - to >= min;
            return whole && !Chars.ALNUM.has(t.at(end)) && !Randomness.example(t, start, end)
                    ? Matcher.range(start, end)
                    : Matcher.NONE;
        };
    }

    /** The value of a name with the keyword in it, when it is made of these characters only. */
    static Matcher value(Chars body, int min, int max) {
        return (t, from, to) -> {
            Assigned value = Assigned.to(t, from, to);
            if (value.length() < min || value.length() > max) {
                return Matcher.NONE;
            }
            boolean random = t.run(value.from(), body, max) == value.to()
                    && !Randomness.example(t, value.from(), value.to())
                    && Randomness.count(t, value.from(), value.to(), Chars.DIGITS) >= 1
                    && Randomness.entropy(t, value.from(), value.to()) >= 2.8;
            return random ? Matcher.range(value.from(), value.to()) : Matcher.NONE;
        };
    }

    /** The value of a name with the keyword in it, which is user and password in base64. */
    static Matcher basic(boolean behindBlank) {
        return (t, from, to) -> {
            int start = to;
            if (behindBlank) {
                start = t.run(to, Chars.of(" "), 2);
            } else {
                Assigned value = Assigned.to(t, from, to);
                start = value.isNothing() ? to : value.from();
            }
            int end = t.run(start, Chars.BASE64, 600);
            if (start == to || end - start < 8 || !t.wordBegins(from) || explained(t, from, start, end)) {
                return Matcher.NONE;
            }
            String pair = decoded(t, start, end);
            int colon = pair.indexOf(':');
            Scanned password = Scanned.of(pair.substring(colon + 1), FileKind.CODE);
            boolean real = colon > 0 && pair.length() > colon + 4 && printable(pair);
            return real && !Randomness.placeholder(password, 0, password.length())
                    ? Matcher.range(start, end)
                    : Matcher.NONE;
        };
    }

    /** A private key as base64 of its PEM, as kubeconfigs hold it. */
    static Matcher encodedKey() {
        return (t, from, to) -> {
            int end = t.run(from, Chars.BASE64, 20_000);
            int head = from + Math.min(80, (end - from) / 4 * 4);
            return end - from >= 200 && decoded(t, from, head).contains("PRIVATE KEY")
                    ? Matcher.range(from, end)
                    : Matcher.NONE;
        };
    }

    /** A signed JSON web token, where the words before it say that it opens something. */
    static Matcher webToken() {
        Matcher form = parts('.', Chars.WORD, 12, 16, 20);
        return (t, from, to) -> {
            long found = form.match(t, from, to);
            int line = t.lineStart(from, 80);
            boolean told = t.has("token", line, from)
                    || t.has("bearer", line, from)
                    || t.has("auth", line, from)
                    || t.has("jwt", line, from)
                    || t.has("secret", line, from)
                    || t.has("key", line, from);
            return told && !(t.commented(from) && !t.kind.bare()) ? found : Matcher.NONE;
        };
    }

    /** In a comment of a program, or published: how a request looks, not one that was made. */
    private static boolean explained(Scanned t, int from, int start, int end) {
        return (!t.kind.bare() && t.commented(from)) || Randomness.example(t, start, end);
    }

    private static boolean printable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    static String decoded(Scanned t, int from, int to) {
        try {
            byte[] bytes = Base64.getDecoder().decode(t.text(from, to));
            return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
