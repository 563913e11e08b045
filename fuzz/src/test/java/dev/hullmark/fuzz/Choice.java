package dev.hullmark.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parsers that share a target: the first byte of an input says which gets the rest. */
public final class Choice {
    private Choice() {}

    /** @param each at most 256 */
    public static Target of(String name, List<Target> each) {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            for (byte[] seed : each.get(i).seeds()) {
                byte[] chosen = new byte[seed.length + 1];
                chosen[0] = (byte) i;
                System.arraycopy(seed, 0, chosen, 1, seed.length);
                seeds.add(chosen);
            }
        }
        List<String> words = each.stream()
                .flatMap(target -> target.words().stream())
                .distinct()
                .toList();
        return new Target(
                name,
                seeds,
                words,
                input -> input.length > 0
                        && each.get((input[0] & 0xff) % each.size())
                                .parser()
                                .understands(Arrays.copyOfRange(input, 1, input.length)));
    }

    public static Target of(String name, Target... each) {
        return of(name, List.of(each));
    }
}
