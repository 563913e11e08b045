package dev.hullmark.posture.dockerfile;

import java.util.List;

/**
 * What is run: words as they are ({@code ["a", "b"]}), or a text for the shell.
 *
 * @param json whether it is a list of words
 * @param words the list; empty for a text
 * @param text as written
 */
public record Form(boolean json, List<String> words, String text) {
    public Form {
        words = List.copyOf(words);
    }

    static Form of(String text) {
        return JsonWords.parse(text)
                .map(words -> new Form(true, words, text))
                .orElseGet(() -> new Form(false, List.of(), text));
    }

    /** Whether somebody meant a list, but it is none: the shell is given the brackets. */
    boolean brokenJson() {
        if (json || !text.startsWith("[") || text.startsWith("[[")) {
            return false;
        }
        boolean blank = text.startsWith("[ ");
        return (!blank && text.endsWith("]")) || quoted(text.substring(1).strip(), blank);
    }

    /** Whether a quoted word and what follows is of a list; {@code [ "$x" = y ]} is a test of the shell's. */
    private static boolean quoted(String inside, boolean blank) {
        char quote = inside.isEmpty() ? ' ' : inside.charAt(0);
        int end = quote == '"' || quote == '\'' ? inside.indexOf(quote, 1) : -1;
        if (end < 0) {
            return false;
        }
        String rest = inside.substring(end + 1).stripLeading();
        boolean variable = inside.substring(0, end).indexOf('$') >= 0;
        return rest.startsWith(",") || (rest.startsWith("]") && !(blank && variable));
    }
}
