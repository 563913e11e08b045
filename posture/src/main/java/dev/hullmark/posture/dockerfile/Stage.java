package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * What one FROM begins.
 *
 * @param index from 0
 * @param from its first instruction
 * @param parent the stage it is built on, when it is one of the same file
 * @param instructions those after FROM
 */
public record Stage(int index, Instruction.From from, Optional<Stage> parent, List<Instruction> instructions) {
    public Stage {
        instructions = List.copyOf(instructions);
    }

    boolean scratch() {
        return parent.isEmpty() && from.image().text().equals("scratch");
    }

    /** The stages this one is made of: the outermost base first, itself last. */
    List<Stage> line() {
        List<Stage> line = new java.util.ArrayList<>();
        for (Optional<Stage> stage = Optional.of(this);
                stage.isPresent();
                stage = stage.get().parent()) {
            line.add(stage.get());
        }
        return line.reversed();
    }

    /** The last of a kind in this stage or those it is built on. */
    <T extends Instruction> Optional<T> last(Class<T> kind) {
        for (Stage stage : line().reversed()) {
            for (Instruction instruction : stage.instructions().reversed()) {
                if (kind.isInstance(instruction)) {
                    return Optional.of(kind.cast(instruction));
                }
            }
        }
        return Optional.empty();
    }

    <T extends Instruction> List<T> all(Class<T> kind) {
        return instructions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public String toString() {
        return "stage " + index;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
