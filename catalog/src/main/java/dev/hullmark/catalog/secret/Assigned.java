package dev.hullmark.catalog.secret;

/**
 * A value that a text gives to a name: {@code name = "value"}, {@code "name": "value"}, {@code <name>value</name>},
 * {@code --name value}, {@code key="name" value="value"}, and {@code name: NAME} with {@code value: VALUE} on the next
 * line.
 *
 * @param nameFrom where the name begins
 * @param nameTo where it ends
 * @param from where the value begins, without its quote
 * @param to where it ends
 * @param quoted whether it was in quotes, or between tags
 */
record Assigned(int nameFrom, int nameTo, int from, int to, boolean quoted) {
    /** Nothing was assigned. */
    static final Assigned NOTHING = new Assigned(0, 0, 0, 0, false);

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 600;
    private static final Chars CLOSING = Chars.of("\"'`])\\");
    private static final Chars BLANK = Chars.of(" \t");
    private static final Chars LINES = Chars.of(" \t\r\n");
    private static final Chars ENDS_BARE = Chars.of(" \t\r\n\"'`,;<>(){}[]&|");

    /** The assignment to the name around this place. */
    static Assigned to(Scanned t, int from, int to) {
        int nameFrom = t.runBack(from, Chars.NAME, LONGEST_NAME);
        int nameTo = t.run(to, Chars.NAME, LONGEST_NAME);
        boolean element = t.at(nameFrom - 1) == '<' && t.at(nameTo) == '>';
        if (element) {
            return between(t, nameFrom, nameTo);
        }
        int at = t.run(nameTo, CLOSING, 4);
        int next = t.run(at, BLANK, 32);
        int value = separated(t, next);
        if (value < 0) {
            value = named(t, at);
        }
        if (value < 0 && next > at && at == nameTo && spaced(t, nameFrom, nameTo)) {
            value = next;
        }
        return value < 0 ? NOTHING : value(t, nameFrom, nameTo, t.run(value, BLANK, 32));
    }

    /** Behind {@code =}, {@code :}, {@code =>} or {@code :=}; comparisons and {@code ::} are none. */
    private static int separated(Scanned t, int at) {
        int first = t.at(at);
        int second = t.at(at + 1);
        if (first == '=') {
            return second == '=' ? -1 : second == '>' ? at + 2 : at + 1;
        }
        if (first == ':') {
            return second == ':' ? -1 : second == '=' ? at + 2 : at + 1;
        }
        return -1;
    }

    /** The name was itself a value, and its own value follows as the member {@code value}. */
    private static int named(Scanned t, int at) {
        int next = t.run(at, LINES, 64);
        if (next > at && t.at(next) == ',') {
            next = t.run(next + 1, LINES, 64);
        }
        int word = t.run(next, CLOSING, 1);
        if (next == at || t.indexOf("value", word, word + 5) != word) {
            return -1;
        }
        return separated(t, t.run(t.run(word + 5, CLOSING, 1), BLANK, 8));
    }

    private static boolean spaced(Scanned t, int nameFrom, int nameTo) {
        return t.is(nameFrom, "--") || (t.kind == FileKind.WORDS && nameTo > nameFrom);
    }

    private static Assigned between(Scanned t, int nameFrom, int nameTo) {
        int from = nameTo + 1;
        int to = from;
        while (to < t.length() && to - from < LONGEST_VALUE && t.at(to) != '<' && t.at(to) != '\n') {
            to++;
        }
        return t.at(to) == '<' ? new Assigned(nameFrom, nameTo, from, to, true) : NOTHING;
    }

    private static Assigned value(Scanned t, int nameFrom, int nameTo, int start) {
        int at = start;
        boolean escaped = t.at(at) == '\\' && t.at(at + 1) == '"';
        at += escaped ? 1 : 0;
        if ((t.at(at) == 'b' || t.at(at) == 'r' || t.at(at) == 'u') && quote(t.at(at + 1))) {
            at++;
        }
        if (!quote(t.at(at))) {
            int to = at;
            while (to < t.length() && to - at < LONGEST_VALUE && !ENDS_BARE.has(t.at(to))) {
                to++;
            }
            return to == at ? NOTHING : new Assigned(nameFrom, nameTo, at, to, false);
        }
        int mark = t.at(at);
        int from = at + 1;
        for (int to = from; to < t.length() && to - from < LONGEST_VALUE && t.at(to) != '\n'; to++) {
            if (t.at(to) == mark) {
                int end = escaped && t.at(to - 1) == '\\' ? to - 1 : to;
                return new Assigned(nameFrom, nameTo, from, Math.max(from, end), true);
            }
            if (t.at(to) == '\\' && !escaped) {
                to++;
            }
        }
        return NOTHING;
    }

    private static boolean quote(int c) {
        return c == '"' || c == '\'' || c == '`';
    }

    boolean isNothing() {
        return to == from;
    }

    int length() {
        return to - from;
    }
}
