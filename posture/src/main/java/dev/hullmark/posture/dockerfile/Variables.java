package dev.hullmark.posture.dockerfile;

import dev.hullmark.posture.dockerfile.Instruction.Arg;
import dev.hullmark.posture.dockerfile.Instruction.Assignment;
import dev.hullmark.posture.dockerfile.Instruction.Env;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a shell finds in the variables that ENV and ARG of a stage set, in the end. */
final class Variables {
    private final Map<Stage, Map<String, String>> known = new HashMap<>();

    /** The words that a word becomes, if it is a variable that is known. */
    List<String> words(String word, Stage stage) {
        String filled = fill(word, stage);
        return filled.equals(word) ? List.of(word) : List.of(filled.strip().split("\\s+", -1));
    }

    /** A word whose first part is a variable, filled in if it is known. */
    String fill(String word, Stage stage) {
        int from = word.startsWith("${") ? 2 : 1;
        int end = word.startsWith("$") ? Expansion.name(word, from) : 0;
        boolean whole = from == 1 || word.startsWith("}", end);
        String value = end > from && whole ? of(stage).get(word.substring(from, end)) : null;
        return value == null ? word : value + word.substring(end + from - 1);
    }

    private Map<String, String> of(Stage stage) {
        return known.computeIfAbsent(stage, any -> {
            Map<String, String> values = new HashMap<>();
            for (Stage each : stage.line()) {
                for (Instruction instruction : each.instructions()) {
                    for (Assignment a : assignments(instruction)) {
                        a.value().filter(Value::known).ifPresent(value -> values.put(a.name(), value.text()));
                    }
                }
            }
            return values;
        });
    }

    private static List<Assignment> assignments(Instruction instruction) {
        return switch (instruction) {
            case Env env -> env.assignments();
            case Arg arg -> arg.assignments();
            default -> List.of();
        };
    }
}
