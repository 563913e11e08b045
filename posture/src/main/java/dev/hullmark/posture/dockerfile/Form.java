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
        return !json && text.startsWith("[") && text.endsWith("]") && !text.startsWith("[ ") && !text.startsWith("[[");
    }
}
