package dev.hullmark.fuzz;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One parser, fed as a scan feeds it, under a short name: {@code tar}, {@code lock-json}. */
public final class Target {
    /** Something is wrong with what a parser made of an input. */
    public static final class Find extends AssertionError {
        public Find(String message) {
            super(message);
        }
    }

    @FunctionalInterface
    public interface Parser {
        /**
         * Whether the input made sense.
         *
         * @throws IOException when it did not, as {@link HullmarkException}; anything else thrown is a bug found
         */
        boolean understands(byte[] input) throws IOException;
    }

    private record Parts(List<byte[]> seeds, List<String> words, Parser parser) {}

    private final String name;
    private final Supplier<Parts> maker;
    private @Nullable Parts made;

    private Target(String name, Supplier<Parts> maker) {
        this.name = name;
        this.maker = maker;
    }

    /**
     * @param seeds inputs the parser understands, from which others are bred
     * @param words what stands in such inputs, for the fuzzer to put in: ASCII
     */
    public Target(String name, List<byte[]> seeds, List<String> words, Parser parser) {
        this(name, () -> new Parts(seeds, words, parser));
    }

    public static Target of(String name, Parser parser, byte[]... seeds) {
        return new Target(name, List.of(seeds), List.of(), parser);
    }

    public static Target ofText(String name, Parser parser, String... seeds) {
        return new Target(name, Arrays.stream(seeds).map(Target::bytes).toList(), List.of(), parser);
    }

    /** Made when first asked: every class that is loaded is instrumented, which takes the fuzzer's time. */
    public static Target later(String name, Supplier<Target> maker) {
        return new Target(name, () -> maker.get().parts());
    }

    public Target with(String... words) {
        return new Target(name, () -> new Parts(seeds(), List.of(words), parser()));
    }

    private synchronized Parts parts() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }

    public String name() {
        return name;
    }

    public List<byte[]> seeds() {
        return parts().seeds;
    }

    public List<String> words() {
        return parts().words;
    }

    public Parser parser() {
        return parts().parser;
    }

    /** Feeds the parser; its documented complaints must be worth reading. */
    public boolean feed(byte[] input) {
        try {
            return parser().understands(input);
        } catch (IOException | UncheckedIOException | HullmarkException e) {
            String message = e.getMessage();
            if (message == null || message.isBlank()) {
                throw new AssertionError("a complaint without words", e);
            }
            return false;
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
