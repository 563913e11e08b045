package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Words of an instruction that is not for the shell: split at blanks outside of quotes. */
final class Words {
    private Words() {}

    /** With their quotes. */
    static List<String> raw(String text, char escape) {
        List<String> words = new ArrayList<>();
        int from = -1;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (from < 0 && Character.isWhitespace(c)) {
                continue;
            }
            from = from < 0 ? i : from;
            if (quote != 0) {
                i += c == escape && quote == '"' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == escape) {
                i++;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (Character.isWhitespace(c)) {
                words.add(text.substring(from, i));
                from = -1;
            }
        }
        if (from >= 0) {
            words.add(text.substring(from));
        }
        return words;
    }

    static String unquoted(String word, char escape) {
        StringBuilder text = new StringBuilder(word.length());
        char quote = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == escape && quote != '\'' && i + 1 < word.length()) {
                text.append(word.charAt(++i));
            } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
