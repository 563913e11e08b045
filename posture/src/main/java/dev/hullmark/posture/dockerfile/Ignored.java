package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What comments before instructions say to ignore. */
final class Ignored {
    private final TreeMap<Integer, List<String>> byLine = new TreeMap<>();

    Ignored(Dockerfile file) {
        file.globals().forEach(this::add);
        file.stages().forEach(stage -> {
            add(stage.from());
            stage.instructions().forEach(this::add);
        });
    }

    private void add(Instruction instruction) {
        byLine.put(instruction.line(), instruction.origin().ignored());
    }

    boolean has(int line, String rule) {
        Map.Entry<Integer, List<String>> instruction = byLine.floorEntry(line);
        return instruction != null && instruction.getValue().contains(rule);
    }
}
