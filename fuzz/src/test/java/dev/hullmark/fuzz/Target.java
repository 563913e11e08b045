package dev.hullmark.fuzz;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One parser, fed as a scan feeds it.
 *
 * @param name short: {@code tar}, {@code lock-json}
 * @param seeds inputs the parser understands, from which others are bred
 * @param words what stands in such inputs, for the fuzzer to put in: ASCII
 * @param parser the parser
 */
public record Target(String name, List<byte[]> seeds, List<String> words, Parser parser) {
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

    public static Target of(String name, Parser parser, byte[]... seeds) {
        return new Target(name, List.of(seeds), List.of(), parser);
    }

    public static Target ofText(String name, Parser parser, String... seeds) {
        return new Target(name, Arrays.stream(seeds).map(Target::bytes).toList(), List.of(), parser);
    }

    public Target with(String... more) {
        return new Target(name, seeds, List.of(more), parser);
    }

    /** Feeds the parser; its documented complaints must be worth reading. */
    public boolean feed(byte[] input) {
        try {
            return parser.understands(input);
        } catch (IOException e) {
            told(e);
        } catch (UncheckedIOException e) {
            told(e);
        } catch (HullmarkException e) {
            told(e);
        }
        return false;
    }

    private static void told(Exception e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            throw new AssertionError("a complaint without words", e);
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
