package dev.hullmark.posture.privilege;

import java.util.ArrayList;
import java.util.List;

/** Splits a shell's text into commands and these into words, without their quotes. It is no shell: nothing is expanded. */
final class ShellWords {
    private static final int MOST = 1_000;

    private final List<List<String>> commands = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> command = new ArrayList<>();
    private boolean quoted;
    private int words;

    private ShellWords() {}

    static List<List<String>> commands(String text) {
        ShellWords split = new ShellWords();
        split.read(text);
        return split.commands;
    }

    private void read(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                quoted = true;
            } else if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (c == ' ' || c == '\t') {
                endWord();
            } else if (";&|(){}\n".indexOf(c) >= 0) {
                endCommand();
            } else {
                word.append(c);
            }
        }
        endCommand();
    }

    private void endWord() {
        if ((quoted || !word.isEmpty()) && words++ < MOST) {
            command.add(word.toString());
        }
        word.setLength(0);
        quoted = false;
    }

    private void endCommand() {
        endWord();
        if (!command.isEmpty()) {
            commands.add(command);
            command = new ArrayList<>();
        }
    }
}
