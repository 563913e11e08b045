package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What a RUN runs: pipelines of commands in the order they are written, whether or not they would be reached. Commands
 * inside of others ({@code $(…)}, {@code sh -c '…'}) follow the one they are in.
 */
record Script(List<Pipeline> pipelines) {
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
        return of(form, line.heredocs(), i -> line.lineAt(from + i), budget);
    }

    /** Of what is run later, which has no here-documents. */
    static Script of(Form form, int line, Budget budget) {
        return of(form, List.of(), any -> line, budget);
    }

    private static Script of(Form form, List<Heredoc> heredocs, IntUnaryOperator lines, Budget budget) {
        List<Pipeline> found = new ArrayList<>();
        if (form.json()) {
            Command command = Wrapped.bare(form.words(), lines.applyAsInt(0), Command.Streams.NONE);
            new Inner(budget, 0, found).pipeline(List.of(command));
        } else {
            new ShellReader(form.text(), lines, heredocs, budget, 0, found).read();
        }
        return new Script(found);
    }
}
