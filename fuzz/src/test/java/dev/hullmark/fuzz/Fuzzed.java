package dev.hullmark.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls, by these very names; the target to feed is told by {@code --target_args}. */
public final class Fuzzed {
    private static Target target = Targets.all().getFirst();

    private Fuzzed() {}

    public static void fuzzerInitialize(String[] args) {
        target = Targets.named(args[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        target.feed(input);
    }

    /** {@code TARGET FILE}: feeds one file without the fuzzer, to see what happens. */
    public static void main(String[] args) throws Exception {
        boolean understood = Targets.named(args[0]).feed(Files.readAllBytes(Path.of(args[1])));
        System.out.println(understood ? "understood" : "refused, as it should be");
    }
}
