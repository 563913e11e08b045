package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Splits a text for the shell into commands. No shell grammar (POSIX, Shell Command Language) but what the checks need of
 * it: words, quotes, what separates commands, and commands inside of words. Each character is looked at a bounded number of
 * times: a quote or parenthesis that is never closed reaches to the end.
 */
final class ShellReader {
    private static final Set<String> CLOSING = Set.of("}", "fi", "done", "esac");

    private final String text;
    private final IntUnaryOperator lines;
    private final Script.Budget budget;
    private final int depth;
    private final Inner inner;

    private final Bodies bodies;

    private final List<Script.Pipeline> found;

    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int commandAt = -1;
    private List<String> words = new ArrayList<>();
    private List<Command> commands = new ArrayList<>();

    /** The command a group ended with, when nothing came since: what a pipe after it reads. */
    private List<Command> group = List.of();

    private final List<Heredoc> reads = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final List<Heredoc> alone = new ArrayList<>();

    /** How many {@code case} are open, and whether one has just begun. */
    private int cases;

    private boolean caseBegins;

    /** Texts of commands inside of this one's words, and where they begin. */
    private final List<Inside> inside = new ArrayList<>();

    private record Inside(String text, int at) {}

    private int i;

    /**
     * @param lines from a place in the text to its line in the file
     * @param given here-documents that the text names and does not hold
     */
    ShellReader(
            String text,
            IntUnaryOperator lines,
            List<Heredoc> given,
            Script.Budget budget,
            int depth,
            List<Script.Pipeline> found) {
        this.text = text;
        this.lines = lines;
        this.bodies = new Bodies(text, lines, given);
        this.budget = budget;
        this.depth = depth;
        this.found = found;
        this.inner = new Inner(budget, depth, found);
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
                case '\n' -> {
                    endPipeline();
                    i = Math.max(i + 1, bodies.end());
                }
                case ';' -> semicolon();
                case '&' -> ampersand();
                case '|' -> pipe();
                case '(', ')' -> parenthesis(c);
                case '<', '>' -> redirect();
                default -> plain(c);
            }
            if (caseBegins) {
                endPipeline();
                pattern();
            }
        }
        endPipeline();
    }

    private void semicolon() {
        endPipeline();
        boolean ends = next(';') || next('&');
        i += ends ? 2 : 1;
        if (ends && cases > 0) {
            pattern();
        }
    }

    /** {@code a | b)} of a {@code case}: its bars are no pipes. */
    private void pattern() {
        caseBegins = false;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        if (text.startsWith("esac", i)) {
            return;
        }
        while (i < text.length() && text.charAt(i) != ')') {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                int end = text.indexOf(c, i + 1);
                i = end < 0 ? text.length() : end + 1;
            } else if (c == '#' && Character.isWhitespace(text.charAt(i - 1))) {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end + 1;
            } else {
                i += c == '\\' ? 2 : 1;
            }
        }
        i++;
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
        boolean output = !inWord || word.toString().equals("1");
        if (inWord && word.chars().allMatch(Character::isDigit)) {
            word.setLength(0);
            inWord = false;
        }
        endWord();
        int operatorAt = i;
        while (i < text.length() && "<>&|-".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        String operator = text.substring(operatorAt, i);
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
        String target = word.toString();
        if (operator.equals("<<") || operator.equals("<<-")) {
            bodies.of(target, operator.length() > 2, i).ifPresent(reads::add);
        } else if (output && operator.startsWith(">") && !operator.endsWith("&")) {
            writes.add(target);
        }
        word.setLength(0);
        inWord = false;
        commandAt = kept == 0 ? at : commandAt;
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
        int last = words.size() - 1;
        if (last > 1
                && words.get(last).equals("in")
                && words.get(last - 2).equals("case")
                && Wrapped.KEYWORDS.containsAll(words.subList(0, last - 2))) {
            cases++;
            caseBegins = true;
        } else if (last == 0 && cases > 0 && words.getFirst().equals("esac")) {
            cases--;
        }
    }

    private void endCommand() {
        endWord();
        boolean closes = words.size() == 1 && CLOSING.contains(words.getFirst());
        if (!words.isEmpty() && budget.take()) {
            Command command = Wrapped.bare(words, lines.applyAsInt(commandAt), new Command.Streams(reads, writes));
            if (!command.words().isEmpty() || !command.assigned().isEmpty()) {
                commands.add(command);
            }
        } else if (words.isEmpty()) {
            // RUN <<EOF alone: what the builder's shell is given.
            alone.addAll(reads);
        }
        if (closes && !found.isEmpty()) {
            group = found.getLast().commands();
        } else if (!words.isEmpty()) {
            group = List.of();
        }
        words = new ArrayList<>();
        reads.clear();
        writes.clear();
        commandAt = -1;
    }

    private void endPipeline() {
        endCommand();
        if (!commands.isEmpty()) {
            List<Command> ended = commands;
            commands = new ArrayList<>();
            inner.pipeline(ended);
        }
        List<Heredoc> scripts =
                alone.stream().filter(doc -> Shells.runs(doc.body())).toList();
        alone.clear();
        scripts.forEach(inner::script);
        List<Inside> texts = List.copyOf(inside);
        inside.clear();
        if (depth < Limits.DEPTH) {
            for (Inside one : texts) {
                inner.text(one.text(), at -> lines.applyAsInt(one.at() + at));
            }
        }
    }
}
