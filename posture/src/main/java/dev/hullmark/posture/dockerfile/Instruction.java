package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Optional;

/** One instruction as it was understood. */
public sealed interface Instruction {
    /** What every instruction has. */
    Origin origin();

    default int line() {
        return origin().line();
    }

    /**
     * Where it stands.
     *
     * @param keyword in capitals
     * @param line its first, from 1
     * @param lastLine its last, its here-documents aside
     * @param text all of it, continued lines joined
     * @param ignored rules that a comment before it says to ignore
     */
    record Origin(String keyword, int line, int lastLine, String text, List<String> ignored) {
        public Origin {
            ignored = List.copyOf(ignored);
        }
    }

    /** {@code --name=value}; a flag without a value has "". */
    record Flag(String name, Value value) {}

    /** {@code name=value}; no value where ARG gives no default. */
    record Assignment(String name, Optional<Value> value, int line) {}

    /**
     * {@code FROM}.
     *
     * @param name of the stage, or ""
     */
    record From(Origin origin, Value image, Optional<Value> platform, String name) implements Instruction {}

    record Arg(Origin origin, List<Assignment> assignments) implements Instruction {}

    /** @param legacy whether it is {@code ENV name value} */
    record Env(Origin origin, List<Assignment> assignments, boolean legacy) implements Instruction {}

    record Label(Origin origin, List<Assignment> assignments) implements Instruction {}

    /** @param script the commands it runs, as far as a shell's text shows them */
    record Run(Origin origin, List<Flag> flags, Form form, List<Heredoc> heredocs, Script script)
            implements Instruction {}

    /**
     * {@code COPY} or {@code ADD}.
     *
     * @param add whether it is ADD
     * @param sources here-documents aside
     */
    record Copy(
            Origin origin,
            boolean add,
            List<Flag> flags,
            List<Value> sources,
            Value destination,
            List<Heredoc> heredocs)
            implements Instruction {
        Optional<Value> flag(String name) {
            return flags.stream()
                    .filter(f -> f.name().equals(name))
                    .map(Flag::value)
                    .findFirst();
        }
    }

    record Cmd(Origin origin, Form form) implements Instruction {}

    record Entrypoint(Origin origin, Form form) implements Instruction {}

    /** @param form empty for {@code HEALTHCHECK NONE} */
    record Healthcheck(Origin origin, Optional<Form> form) implements Instruction {}

    record Expose(Origin origin, List<Value> ports) implements Instruction {}

    record User(Origin origin, Value user) implements Instruction {}

    record Workdir(Origin origin, Value path) implements Instruction {}

    record Volume(Origin origin, List<Value> paths) implements Instruction {}

    record Shell(Origin origin, List<String> words) implements Instruction {}

    record StopSignal(Origin origin, Value signal) implements Instruction {}

    record Maintainer(Origin origin) implements Instruction {}

    /** @param inner what an image built on this one will do first */
    record OnBuild(Origin origin, Instruction inner) implements Instruction {}
}
