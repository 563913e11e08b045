package dev.hullmark.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built product, run as its user runs it: a process of its own, its own state directory. */
final class Product {
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    private Product(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    /** What one run said. */
    record Run(int code, String out, String err) {}

    /** The product that this build made, with its state in {@code home}. */
    static Product in(Path home) {
        Path folder = Path.of(System.getProperty("hullmark.product", "../dist/target/hullmark"))
                .toAbsolutePath()
                .normalize();
        assumeTrue(
                Files.exists(folder.resolve("lib/built")),
                "the product is not built: run 'mvn verify', not 'mvn test'");
        return new Product(folder, home);
    }

    /** The same state, another folder of the product. */
    Product at(Path otherFolder) {
        return new Product(otherFolder, home);
    }

    Product with(String variable, String value) {
        Product other = new Product(folder, home);
        other.environment.putAll(environment);
        other.environment.put(variable, value);
        return other;
    }

    Path folder() {
        return folder;
    }

    Process start(Path directory, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("bin/hullmark").toString());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("HULLMARK_HOME", home.toString());
        // Not what the person who runs the tests has set for every scan.
        builder.environment().put("HULLMARK_CONFIG", "");
        builder.environment().putAll(environment);
        return builder.start();
    }

    Run run(String... args) throws IOException, InterruptedException {
        return runWithInput("", args);
    }

    Run runWithInput(String input, String... args) throws IOException, InterruptedException {
        return finish(start(home, args), input);
    }

    static Run finish(Process process, String input) throws IOException, InterruptedException {
        StringBuilder err = new StringBuilder();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                err.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                err.append(e);
            }
        });
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It needs no input and is gone already.
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("still running after " + PATIENCE_SECONDS + " s");
        }
        reader.join();
        return new Run(process.exitValue(), out, err.toString());
    }
}
