package dev.hullmark.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls, by these very names; {@code --target_args} tells the room and the name of the target to feed. */
public final class Fuzzed {
    private static Target target = Target.of("none", input -> false);

    private Fuzzed() {}

    public static void fuzzerInitialize(String[] args) {
        target = Targets.of(Integer.parseInt(args[0]), args[1]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        target.feed(input);
    }

    /** {@code TARGET FILE}: feeds one file without the fuzzer, to see what happens. */
    public static void main(String[] args) throws IOException {
        Target one = Targets.of(Targets.room(args[0]), args[0]);
        boolean understood = one.feed(Files.readAllBytes(Path.of(args[1])));
        System.out.println(understood ? "understood" : "refused, as it should be");
    }
}
