package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Commands inside of commands: what a shell, or find, is told to run. */
final class Inner {
    private static final Set<String> END_OF_EXEC = Set.of(";", "+");

    private final Script.Budget budget;
    private final int depth;
    private final List<Script.Pipeline> found;

    Inner(Script.Budget budget, int depth, List<Script.Pipeline> found) {
        this.budget = budget;
        this.depth = depth;
        this.found = found;
    }

    /** Commands that feed one another, and those they tell a shell, or find, to run. */
    void pipeline(List<Command> fed) {
        found.add(new Script.Pipeline(fed));
        if (depth >= Limits.DEPTH) {
            return;
        }
        List<Heredoc> scripts = new ArrayList<>();
        for (Command command : fed) {
            scripts.addAll(command.streams().reads());
            if (Shells.readsInput(command)) {
                scripts.forEach(this::script);
                scripts.clear();
            }
            if (Shells.is(command) || command.name().equals("su")) {
                told(command);
            } else if (command.name().equals("find")) {
                executed(command);
            }
        }
    }

    void text(String text, IntUnaryOperator lines) {
        new ShellReader(text, lines, List.of(), budget, depth + 1, found).read();
    }

    /** A here-document that a shell runs. */
    void script(Heredoc heredoc) {
        String body = heredoc.body();
        List<Integer> starts = new ArrayList<>(List.of(0));
        List<Integer> numbers = new ArrayList<>(List.of(heredoc.line()));
        for (int at = body.indexOf('\n'); at >= 0; at = body.indexOf('\n', at + 1)) {
            starts.add(at + 1);
            numbers.add(heredoc.line() + starts.size() - 1);
        }
        text(body, new LineMap(starts, numbers)::at);
    }

    /** The text that a command gives to a shell of its own: {@code sh -c '…'}, {@code su -c '…'}. */
    private void told(Command command) {
        List<String> words = command.words();
        for (int at = 1; at + 1 < words.size(); at++) {
            String option = words.get(at);
            if (option.startsWith("-") && !option.startsWith("--") && option.endsWith("c")) {
                text(words.get(at + 1), any -> command.line());
                return;
            }
        }
    }

    /** {@code find … -exec chmod 600 {} +}. */
    private void executed(Command find) {
        List<String> words = find.words();
        for (int at = 1; at + 1 < words.size(); at++) {
            if (words.get(at).startsWith("-exec") && budget.take()) {
                int end = at + 1;
                while (end < words.size() && !END_OF_EXEC.contains(words.get(end))) {
                    end++;
                }
                Command run = Wrapped.bare(words.subList(at + 1, end), find.line(), Command.Streams.NONE);
                if (!run.words().isEmpty()) {
                    new Inner(budget, depth + 1, found).pipeline(List.of(run));
                }
                at = end;
            }
        }
    }
}
