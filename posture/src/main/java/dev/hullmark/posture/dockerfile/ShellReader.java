package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Splits a text for the shell into commands. No shell grammar (POSIX, Shell Command Language) but what the checks need of
 * it: words, quotes, what separates commands, and commands inside of words. Each character is looked at a bounded number of
 * times: a quote or parenthesis that is never closed reaches to the end.
 */
final class ShellReader {
    private final String text;
    private final IntUnaryOperator lines;
    private final Script.Budget budget;
    private final int depth;
    private final List<Script.Pipeline> found;

    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int commandAt = -1;
    private List<String> words = new ArrayList<>();
    private List<Command> commands = new ArrayList<>();

    /** The command a group ended with, when nothing came since: what a pipe after it reads. */
    private List<Command> group = List.of();

    /** Texts of commands inside of this one's words, and where they begin. */
    private final List<Inside> inside = new ArrayList<>();

    private record Inside(String text, int at) {}

    private int i;

    /** @param lines from a place in the text to its line in the file */
    ShellReader(String text, IntUnaryOperator lines, Script.Budget budget, int depth, List<Script.Pipeline> found) {
        this.text = text;
        this.lines = lines;
        this.budget = budget;
        this.depth = depth;
        this.found = found;
    }

    void read() {
        while (i < text.length()) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped();
                case '\'' -> single();
                case '"' -> doubled();
                case '$' -> dollar();
                case '`' -> backtick();
                case ' ', '\t', '\r' -> {
                    endWord();
                    i++;
                }
                case '#' -> hash();
                case '\n', ';' -> {
                    endPipeline();
                    i++;
                }
                case '&' -> ampersand();
                case '|' -> pipe();
                case '(', ')' -> parenthesis(c);
                case '<', '>' -> redirect();
                default -> plain(c);
            }
        }
        endPipeline();
    }

    private boolean next(char c) {
        return i + 1 < text.length() && text.charAt(i + 1) == c;
    }

    private void plain(char c) {
        begin();
        word.append(c);
        i++;
    }

    private void begin() {
        inWord = true;
        commandAt = commandAt < 0 ? i : commandAt;
    }

    private void escaped() {
        if (!next('\n')) {
            begin();
            word.append(i + 1 < text.length() ? text.charAt(i + 1) : '\\');
        }
        i += 2;
    }

    private void single() {
        begin();
        int end = text.indexOf('\'', i + 1);
        end = end < 0 ? text.length() : end;
        word.append(text, i + 1, end);
        i = end + 1;
    }

    private void doubled() {
        begin();
        i++;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                boolean special = "\"\\$`".indexOf(text.charAt(i + 1)) >= 0;
                word.append(special ? "" : text.charAt(i + 1) == '\n' ? "" : "\\");
                word.append(text.charAt(i + 1) == '\n' ? "" : String.valueOf(text.charAt(i + 1)));
                i += 2;
            } else if (c == '$') {
                dollar();
            } else if (c == '`') {
                backtick();
            } else {
                word.append(c);
                i++;
            }
        }
        i++;
    }

    /** {@code $(command)} is read by itself; other variables stay as they are. */
    private void dollar() {
        if (next('(')) {
            enclosed(i + 1, i + 2 < text.length() && text.charAt(i + 2) == '(');
        } else if (next('{')) {
            begin();
            int end = text.indexOf('}', i);
            end = end < 0 ? text.length() : end + 1;
            word.append(text, i, end);
            i = end;
        } else {
            plain('$');
        }
    }

    private void enclosed(int open, boolean arithmetic) {
        begin();
        int end = closing(open);
        if (!arithmetic) {
            inside.add(new Inside(text.substring(Math.min(open + 1, end), end), open + 1));
        }
        word.append(text, i, Math.min(text.length(), end + 1));
        i = end + 1;
    }

    private void backtick() {
        begin();
        int end = text.indexOf('`', i + 1);
        end = end < 0 ? text.length() : end;
        inside.add(new Inside(text.substring(i + 1, end), i + 1));
        word.append(text, i, Math.min(text.length(), end + 1));
        i = end + 1;
    }

    /** Where the parenthesis that opens here is closed, or the end of the text. */
    private int closing(int open) {
        int level = 0;
        char quote = 0;
        for (int at = open; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && quote != '\'') {
                at++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                level += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (level == 0) {
                    return at;
                }
            }
        }
        return text.length();
    }

    private void hash() {
        if (inWord) {
            plain('#');
        } else {
            int end = text.indexOf('\n', i);
            i = end < 0 ? text.length() : end;
        }
    }

    private void ampersand() {
        if (next('>')) {
            endWord();
            i++;
        } else {
            endPipeline();
            i += next('&') ? 2 : 1;
        }
    }

    private void pipe() {
        if (next('|')) {
            endPipeline();
            i += 2;
        } else {
            endCommand();
            if (commands.isEmpty()) {
                commands.addAll(group);
            }
            i += next('&') ? 2 : 1;
        }
    }

    private void parenthesis(char c) {
        endPipeline();
        i++;
        if (c == ')' && !found.isEmpty()) {
            group = found.getLast().commands();
        }
    }

    /** Where output goes is no word of the command; what {@code <(…)} runs is read by itself. */
    private void redirect() {
        if (next('(')) {
            enclosed(i + 1, false);
            return;
        }
        if (inWord && word.chars().allMatch(Character::isDigit)) {
            word.setLength(0);
            inWord = false;
        }
        endWord();
        while (i < text.length() && "<>&|-".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        int kept = words.size();
        int at = commandAt;
        while (i < text.length() && " \t\r\n;&|()<>".indexOf(text.charAt(i)) < 0) {
            switch (text.charAt(i)) {
                case '\\' -> escaped();
                case '\'' -> single();
                case '"' -> doubled();
                case '$' -> dollar();
                case '`' -> backtick();
                default -> plain(text.charAt(i));
            }
        }
        word.setLength(0);
        inWord = false;
        commandAt = kept == 0 ? at : commandAt;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        endWord();
        if (!words.isEmpty() && budget.take()) {
            Command command = Wrapped.bare(words, lines.applyAsInt(commandAt));
            if (!command.words().isEmpty() || !command.assigned().isEmpty()) {
                commands.add(command);
            }
        }
        if (!words.isEmpty()) {
            group = List.of();
        }
        words = new ArrayList<>();
        commandAt = -1;
    }

    private void endPipeline() {
        endCommand();
        if (!commands.isEmpty()) {
            List<Command> ended = commands;
            found.add(new Script.Pipeline(ended));
            commands = new ArrayList<>();
            ended.forEach(command -> inner(command, budget, depth, found));
        }
        List<Inside> texts = List.copyOf(inside);
        inside.clear();
        if (depth < Limits.DEPTH) {
            for (Inside one : texts) {
                new ShellReader(one.text(), at -> lines.applyAsInt(one.at() + at), budget, depth + 1, found).read();
            }
        }
    }

    /** The text that a command gives to a shell of its own: {@code sh -c '…'}, {@code su -c '…'}. */
    static void inner(Command command, Script.Budget budget, int depth, List<Script.Pipeline> found) {
        if (depth >= Limits.DEPTH
                || !(Script.SHELLS.contains(command.name()) || command.name().equals("su"))) {
            return;
        }
        List<String> words = command.words();
        for (int at = 1; at + 1 < words.size(); at++) {
            String option = words.get(at);
            if (option.startsWith("-") && !option.startsWith("--") && option.endsWith("c")) {
                new ShellReader(words.get(at + 1), any -> command.line(), budget, depth + 1, found).read();
                return;
            }
        }
    }
}
