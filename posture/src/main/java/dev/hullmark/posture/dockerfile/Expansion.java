package dev.hullmark.posture.dockerfile;

import java.util.Optional;

/**
 * Fills in variables as BuildKit's own words are read (docs: Dockerfile reference, environment replacement): {@code $x},
 * {@code ${x}}, {@code ${x:-y}}, {@code ${x-y}}, {@code ${x:+y}}, {@code ${x+y}}, {@code ${x:?y}}, and the forms that cut
 * or replace, {@code ${x#y}}, {@code ${x%y}}, {@code ${x/y/z}}, of which only those without a pattern's wildcard are worked
 * out.
 */
final class Expansion {
    private final Scope scope;
    private final char escape;
    private boolean known = true;

    /** Whether something is not known that no platform decides. */
    private boolean lost;

    private Expansion(Scope scope, char escape) {
        this.scope = scope;
        this.escape = escape;
    }

    static Value of(String word, Scope scope, char escape) {
        Expansion expansion = new Expansion(scope, escape);
        String text = expansion.fill(word, 0);
        return new Value(Words.unquoted(word, escape), text, expansion.known, !expansion.known && !expansion.lost);
    }

    private String fill(String word, int depth) {
        StringBuilder text = new StringBuilder();
        char quote = 0;
        int i = 0;
        while (i < word.length()) {
            char c = word.charAt(i);
            if (text.length() > Limits.EXPANDED) {
                lose();
                return text.toString();
            }
            if (c == escape && quote != '\'' && i + 1 < word.length()) {
                text.append(word.charAt(i + 1));
                i += 2;
            } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                i++;
            } else if (c == '$' && quote != '\'' && i + 1 < word.length()) {
                i = variable(word, i + 1, text, depth);
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }

    /** Appends the variable that begins here and returns where it ends. */
    private int variable(String word, int from, StringBuilder text, int depth) {
        if (word.charAt(from) == '{') {
            int end = closing(word, from);
            text.append(braced(word.substring(from + 1, end), depth));
            return Math.min(word.length(), end + 1);
        }
        int end = name(word, from);
        if (end == from) {
            text.append('$');
            return from;
        }
        text.append(plain(word.substring(from, end)));
        return end;
    }

    private static int closing(String word, int open) {
        int depth = 0;
        for (int i = open; i < word.length(); i++) {
            depth += word.charAt(i) == '{' ? 1 : word.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return word.length();
    }

    static int name(String word, int from) {
        int end = from;
        while (end < word.length() && (Character.isLetterOrDigit(word.charAt(end)) || word.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private String plain(String name) {
        Optional<Value> value = scope.get(name);
        if (value.isEmpty() || !value.get().known()) {
            known = false;
            lost |= value.isEmpty() || !value.get().platform();
        }
        return value.map(Value::text).orElse("");
    }

    private void lose() {
        known = false;
        lost = true;
    }

    private String braced(String inside, int depth) {
        int end = name(inside, 0);
        String name = inside.substring(0, end);
        String rest = inside.substring(end);
        if (rest.isEmpty()) {
            return plain(name);
        }
        boolean colon = rest.startsWith(":");
        String operator = rest.substring(colon ? 1 : 0);
        if (operator.isEmpty() || depth == Limits.DEPTH) {
            lose();
            return "";
        }
        Optional<Value> value = scope.get(name);
        boolean set = value.isPresent() && !(colon && value.get().text().isEmpty());
        String word = operator.substring(1);
        return switch (operator.charAt(0)) {
            case '-' -> set ? plain(name) : fill(word, depth + 1);
            case '+' -> set ? fill(word, depth + 1) : "";
            case '#', '%' -> cut(plain(name), operator, depth);
            default -> {
                if (operator.charAt(0) == '?' && set) {
                    yield plain(name);
                }
                lose();
                yield value.map(Value::text).orElse("");
            }
        };
    }

    private String cut(String value, String operator, int depth) {
        char kind = operator.charAt(0);
        boolean longest = operator.length() > 1 && operator.charAt(1) == kind;
        String pattern = fill(operator.substring(longest ? 2 : 1), depth + 1);
        if (pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0) {
            lose();
            return value;
        }
        boolean start = kind == '#' && value.startsWith(pattern);
        boolean end = kind == '%' && value.endsWith(pattern);
        return start
                ? value.substring(pattern.length())
                : end ? value.substring(0, value.length() - pattern.length()) : value;
    }
}
