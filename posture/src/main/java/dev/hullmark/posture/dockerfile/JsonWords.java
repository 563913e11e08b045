package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON array of strings; whatever else it is, it is none. */
final class JsonWords {
    private final String text;
    private int at;

    private JsonWords(String text) {
        this.text = text;
    }

    static Optional<List<String>> parse(String text) {
        return text.startsWith("[") ? new JsonWords(text).array() : Optional.empty();
    }

    private Optional<List<String>> array() {
        List<String> words = new ArrayList<>();
        at = 1;
        blanks();
        if (is(']')) {
            at++;
            return end() ? Optional.of(words) : Optional.empty();
        }
        while (is('"')) {
            Optional<String> word = string();
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.get());
            blanks();
            if (is(']')) {
                at++;
                return end() ? Optional.of(words) : Optional.empty();
            }
            if (!is(',')) {
                return Optional.empty();
            }
            at++;
            blanks();
        }
        return Optional.empty();
    }

    private Optional<String> string() {
        StringBuilder word = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return Optional.of(word.toString());
            }
            if (c == '\\') {
                if (at == text.length() || !escaped(text.charAt(at++), word)) {
                    return Optional.empty();
                }
            } else {
                word.append(c);
            }
        }
        return Optional.empty();
    }

    private boolean escaped(char c, StringBuilder word) {
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            word.append("\"\\/\b\f\n\r\t".charAt(plain));
            return true;
        }
        if (c != 'u' || at + 4 > text.length()) {
            return false;
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(at++), 16);
            if (digit < 0) {
                return false;
            }
            code = code * 16 + digit;
        }
        word.append((char) code);
        return true;
    }

    private boolean end() {
        blanks();
        return at == text.length();
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
