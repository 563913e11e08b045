package dev.hullmark.posture.dockerfile;

import java.util.List;

/**
 * A Dockerfile, read.
 *
 * @param directives the comments at its top that count
 * @param globals the ARG before the first FROM
 * @param stages in their order; never empty
 * @param target the stage that is built; the last unless another was asked for
 * @param emptyContinuations lines that are empty inside an instruction
 * @param problems what could not be read
 */
public record Dockerfile(
        Directives directives,
        List<Instruction.Arg> globals,
        List<Stage> stages,
        Stage target,
        List<Integer> emptyContinuations,
        List<Problem> problems) {
    public Dockerfile {
        globals = List.copyOf(globals);
        stages = List.copyOf(stages);
        emptyContinuations = List.copyOf(emptyContinuations);
        problems = List.copyOf(problems);
    }

    /** Whether it was read to its end: else nothing can be said of what it lacks. */
    public boolean whole() {
        return problems.stream().noneMatch(Problem::stopped);
    }
}
