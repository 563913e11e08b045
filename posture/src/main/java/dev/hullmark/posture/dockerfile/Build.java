package dev.hullmark.posture.dockerfile;

import dev.hullmark.posture.dockerfile.Instruction.Copy;
import dev.hullmark.posture.dockerfile.Instruction.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The file as the rules look at it.
 *
 * @param ignoreFile whether a {@code .dockerignore} lies beside it; empty when nobody can know
 */
record Build(Dockerfile file, Optional<Boolean> ignoreFile, Set<Stage> shipped) {
    Build(Dockerfile file, Optional<Boolean> ignoreFile) {
        this(file, ignoreFile, new HashSet<>(file.target().line()));
    }

    Stage target() {
        return file.target();
    }

    /** Stages whose layers are in the image that is built. */
    List<Stage> shippedStages() {
        return target().line();
    }

    boolean ships(Stage stage) {
        return shipped.contains(stage);
    }

    /** Stages whose files may come into the image, by their layers or by COPY --from. */
    Set<Stage> giving() {
        Stages named = new Stages(file);
        Set<Stage> giving = new HashSet<>(shipped);
        // A stage takes only from those before it.
        for (Stage stage : file.stages().reversed()) {
            if (giving.contains(stage)) {
                stage.all(Copy.class).stream()
                        .flatMap(copy -> copy.flag("from").stream())
                        .flatMap(from -> named.find(from.text()).stream())
                        .forEach(from -> giving.addAll(from.line()));
            }
        }
        return giving;
    }

    /** Every RUN of every stage, ONBUILD's as well. */
    void runs(BiConsumer<Stage, Run> to) {
        each(Run.class, to);
    }

    void shippedRuns(Consumer<Run> to) {
        shippedRuns((stage, run) -> to.accept(run));
    }

    void shippedRuns(BiConsumer<Stage, Run> to) {
        runs((stage, run) -> {
            if (ships(stage)) {
                to.accept(stage, run);
            }
        });
    }

    /** Every command of every RUN. */
    void commands(Consumer<Command> to) {
        runs((stage, run) -> run.script().commands().forEach(to));
    }

    /** Every package of a distribution that the image's own stages install, by its bare name. */
    void shippedInstalls(BiConsumer<Command, String> to) {
        Variables variables = new Variables();
        shippedRuns((stage, run) -> run.script().commands().forEach(c -> PackageTool.of(c)
                .filter(tool -> tool.installs() && tool.ofDistribution())
                .ifPresent(tool -> tool.names().stream()
                        .flatMap(name -> variables.words(name, stage).stream())
                        .forEach(name -> to.accept(c, PackageTool.bare(name))))));
    }

    /** Whether the image is one of Windows, where users have no numbers. */
    boolean windows() {
        String base = target().line().getFirst().from().image().text().toLowerCase(Locale.ROOT);
        return file.directives().escape() == '`' || base.contains("windows") || base.contains("nanoserver");
    }

    /**
     * What an instruction takes from another stage, or an image.
     *
     * @param by how it says so
     * @param from the stage or image
     */
    record Taken(int line, String by, String from) {}

    /** Every {@code COPY --from} and every mount of another stage or image, where its name is known. */
    void takes(BiConsumer<Stage, Taken> to) {
        copies((stage, copy) -> copy.flag("from")
                .filter(Value::known)
                .ifPresent(from -> to.accept(stage, new Taken(copy.line(), "COPY --from=", from.text()))));
        runs((stage, run) -> run.flags().stream()
                .filter(flag -> flag.name().equals("mount") && flag.value().known())
                .flatMap(flag -> Stream.of(flag.value().text().split(",", -1)))
                .filter(part -> part.startsWith("from="))
                .forEach(part -> to.accept(
                        stage, new Taken(run.line(), "RUN --mount=from=", part.substring("from=".length())))));
    }

    void copies(BiConsumer<Stage, Copy> to) {
        each(Copy.class, to);
    }

    <T extends Instruction> void each(Class<T> kind, BiConsumer<Stage, T> to) {
        for (Stage stage : file.stages()) {
            for (Instruction instruction : stage.instructions()) {
                Instruction meant = instruction instanceof Instruction.OnBuild on ? on.inner() : instruction;
                if (kind.isInstance(meant)) {
                    to.accept(stage, kind.cast(meant));
                }
            }
        }
    }

    /** The instructions of a kind that the image's own stages have, in order. */
    <T extends Instruction> List<T> shipped(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Stage stage : shippedStages()) {
            found.addAll(stage.all(kind));
        }
        return found;
    }
}
