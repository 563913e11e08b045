package dev.hullmark.sensor.bpf;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program that is ready to be loaded.
 *
 * @param name at most 15 letters, digits and {@code _}
 * @param instructions as the kernel takes them
 * @param remarks sentences by the number of the instruction they stand before
 * @param labels the places jumps go to, by the number of the instruction
 */
public record Code(String name, List<Long> instructions, Map<Integer, String> remarks, Map<Label, Integer> labels) {

    public Code {
        instructions = List.copyOf(instructions);
        remarks = Map.copyOf(remarks);
        labels = Map.copyOf(labels);
    }

    /** Instructions and remarks as text, one a line; ends with a newline. */
    public String listing() {
        Map<Integer, String> places = labels.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, e -> e.getKey().name(), (a, b) -> a + ", " + b));
        var text = new StringBuilder();
        for (int i = 0; i < instructions.size(); i++) {
            if (places.containsKey(i)) {
                text.append(places.get(i)).append(":\n");
            }
            if (remarks.containsKey(i)) {
                remarks.get(i)
                        .lines()
                        .forEach(line -> text.append("      ; ").append(line).append('\n'));
            }
            boolean wide = (instructions.get(i) & 0xff) == 0x18;
            text.append("%4d  %s%n".formatted(i, Listing.line(instructions, i)));
            i += wide ? 1 : 0;
        }
        return text.toString();
    }
}
