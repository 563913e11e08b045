package dev.hullmark.cli;

import dev.hullmark.model.Base;
import dev.hullmark.model.LayerInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Remembers which images were seen, each by the chain of its layers' digests (OCI image-spec, config.md, ChainID), so that one
 * can be told to be the base of another without asking anybody: a base's chain is the beginning of the image's. One file, a
 * line an image, the newest last: chain, number of layers, name.
 */
final class BaseStore {
    private static final int IMAGES = 5_000;
    private static final int NAME = 300;
    private static final long BYTES = 4L << 20;

    private final Path file;

    BaseStore(Path file) {
        this.file = file;
    }

    private record Seen(String chain, int layers, String name) {
        String line() {
            return chain + " " + layers + " " + name;
        }

        static Optional<Seen> parse(String line) {
            String[] parts = line.split(" ", 3);
            try {
                return parts.length == 3 && !parts[2].isEmpty()
                        ? Optional.of(new Seen(parts[0], Integer.parseInt(parts[1]), parts[2]))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** The image seen last that has the most of these layers, and not all of them. */
    Optional<Base> find(List<LayerInfo> layers) {
        List<String> chains = chains(layers);
        Optional<Base> best = Optional.empty();
        for (Seen seen : read()) {
            int count = seen.layers();
            if (count > 0
                    && count < chains.size()
                    && chains.get(count - 1).equals(seen.chain())
                    && (best.isEmpty() || count >= best.get().layers())) {
                best = Optional.of(new Base(seen.name(), count, layers.size()));
            }
        }
        return best;
    }

    /** Remembers an image; what can't be written is forgotten, and costs no more than a base's name. */
    void remember(String name, List<LayerInfo> layers) {
        List<String> chains = chains(layers);
        String plain = Terminal.clean(name).strip();
        if (chains.isEmpty() || plain.isEmpty() || plain.length() > NAME) {
            return;
        }
        Seen seen = new Seen(chains.getLast(), chains.size(), plain);
        List<Seen> all = new ArrayList<>(read());
        if (!all.isEmpty() && all.getLast().equals(seen)) {
            return;
        }
        // A name stands for the image it was given last.
        all.removeIf(s -> s.equals(seen) || s.name().equals(plain));
        all.add(seen);
        StringBuilder text = new StringBuilder();
        for (Seen s : all.subList(Math.max(0, all.size() - IMAGES), all.size())) {
            text.append(s.line()).append('\n');
        }
        try {
            write(text.toString());
        } catch (IOException e) {
            // A directory that can't be written is told of by the cache of layers.
        }
    }

    private void write(String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            return;
        }
        Files.createDirectories(directory);
        Path passing = Files.createTempFile(directory, "bases", ".tmp");
        try {
            Files.writeString(passing, text);
            Files.move(passing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(passing);
        }
    }

    private List<Seen> read() {
        List<Seen> all = new ArrayList<>();
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= BYTES) {
                for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                    Seen.parse(line).ifPresent(all::add);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return all;
    }

    /** The chain of the first layer, of the first two, and so on; empty when a layer's digest is not known. */
    private static List<String> chains(List<LayerInfo> layers) {
        List<String> chains = new ArrayList<>(layers.size());
        String chain = "";
        for (LayerInfo layer : layers) {
            if (layer.diffId().isEmpty()) {
                return List.of();
            }
            chain = chain.isEmpty() ? layer.diffId() : "sha256:" + sha256(chain + " " + layer.diffId());
            chains.add(chain);
        }
        return chains;
    }

    private static String sha256(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
