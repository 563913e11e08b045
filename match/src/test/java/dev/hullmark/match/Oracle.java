package dev.hullmark.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Somebody else's comparison: the ecosystem's own tool wherever there is one. */
interface Oracle {
    /** For each line {@code A<TAB>B}: {@code <}, {@code =}, {@code >}, or {@code ?} where it refuses a version. */
    List<String> compare(List<String> pairs) throws IOException, InterruptedException;

    /** An oracle in this JVM. */
    static Oracle of(java.util.function.BiFunction<String, String, Integer> order) {
        return pairs -> {
            List<String> signs = new ArrayList<>(pairs.size());
            for (String pair : pairs) {
                int tab = pair.indexOf('\t');
                try {
                    signs.add(VersionVectorsTest.sign(order.apply(pair.substring(0, tab), pair.substring(tab + 1))));
                } catch (RuntimeException e) {
                    signs.add("?");
                }
            }
            return signs;
        };
    }

    /** A command that reads the file of pairs named by {@code PAIRS} and prints a sign a line; empty when it's not there. */
    static Optional<Oracle> command(String... command) {
        try {
            Oracle oracle = pairs -> run(command, pairs);
            return oracle.compare(List.of("1.0.0\t1.0.1")).equals(List.of("<"))
                    ? Optional.of(oracle)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static List<String> run(String[] command, List<String> pairs) throws IOException, InterruptedException {
        Path file = Files.createTempFile("pairs", ".tsv");
        Path signs = Files.createTempFile("signs", ".txt");
        try {
            Files.write(file, pairs, UTF_8);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("PAIRS", file.toString());
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.redirectOutput(signs.toFile());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.HOURS)) {
                process.destroyForcibly();
            }
            List<String> lines = new ArrayList<>(Files.readAllLines(signs, UTF_8));
            lines.removeIf(String::isEmpty);
            return lines;
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(signs);
        }
    }
}
