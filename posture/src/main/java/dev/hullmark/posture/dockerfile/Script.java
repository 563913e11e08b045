package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a RUN runs: pipelines of commands in the order they are written, whether or not they would be reached. Commands
 * inside of others ({@code $(…)}, {@code sh -c '…'}) follow the one they are in.
 */
record Script(List<Pipeline> pipelines) {
    static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh");

    Script {
        pipelines = List.copyOf(pipelines);
    }

    /** Commands that feed one another. */
    record Pipeline(List<Command> commands) {
        Pipeline {
            commands = List.copyOf(commands);
        }
    }

    /** How many commands may still be understood. */
    static final class Budget {
        private int left = Limits.COMMANDS;
        private boolean spent;

        boolean take() {
            spent |= left == 0;
            return left > 0 && left-- > 0;
        }

        boolean spent() {
            return spent;
        }
    }

    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        pipelines.forEach(p -> commands.addAll(p.commands()));
        return commands;
    }

    /** @param from where the form's text begins in the line's */
    static Script of(Form form, LogicalLine line, int from, Budget budget) {
        List<Pipeline> found = new ArrayList<>();
        if (form.json()) {
            Command command = Wrapped.bare(form.words(), line.lineAt(from));
            found.add(new Pipeline(List.of(command)));
            ShellReader.inner(command, budget, 0, found);
            return new Script(found);
        }
        new ShellReader(form.text(), i -> line.lineAt(from + i), budget, 0, found).read();
        boolean onlyShell = !line.heredocs().isEmpty()
                && found.stream()
                        .flatMap(p -> p.commands().stream())
                        .allMatch(c -> SHELLS.contains(c.name()) && !c.words().contains("-c"));
        if (onlyShell) {
            // Else it is what another program reads.
            for (Heredoc heredoc : line.heredocs()) {
                body(heredoc, budget, found);
            }
        }
        return new Script(found);
    }

    private static void body(Heredoc heredoc, Budget budget, List<Pipeline> found) {
        String body = heredoc.body();
        if (body.startsWith("#!")) {
            String interpreter = body.lines().findFirst().orElse("");
            if (SHELLS.stream().noneMatch(interpreter.strip()::endsWith)) {
                return;
            }
        }
        List<Integer> starts = new ArrayList<>(List.of(0));
        List<Integer> lines = new ArrayList<>(List.of(heredoc.line()));
        for (int i = body.indexOf('\n'); i >= 0; i = body.indexOf('\n', i + 1)) {
            starts.add(i + 1);
            lines.add(heredoc.line() + starts.size() - 1);
        }
        new ShellReader(body, new LineMap(starts, lines)::at, budget, 0, found).read();
    }
}
