package dev.hullmark.image;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the user points at: {@code registry:alpine:3.20}, {@code ./image.tar}, {@code alpine:3.20}.
 *
 * @param kind the door it comes through
 * @param value what follows the kind
 */
public record Target(Kind kind, String value) {
    public enum Kind {
        REGISTRY,
        DOCKER,
        CONTAINER,
        DOCKERFILE,
        DOCKER_ARCHIVE,
        OCI,
        OCI_ARCHIVE,
        DIR,
        SBOM,
        /** A bare name: the engine's image if it has one, else the registry's. */
        IMAGE;

        /** As the user writes it: {@code docker-archive}. */
        public String prefix() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Reads a target. A bare one that starts with {@code /}, {@code ./} or {@code ../}, or that exists, is a path and
     * is recognised by what lies there.
     *
     * @throws ImageException when it is empty, or a path with nothing readable there
     */
    public static Target parse(String text) {
        if (text.isBlank()) {
            throw new ImageException("The target is empty; name an image, an archive or a directory.");
        }
        for (Kind kind : Kind.values()) {
            String prefix = kind.prefix() + ":";
            if (kind != Kind.IMAGE && text.startsWith(prefix)) {
                String value = text.substring(prefix.length());
                if (value.isBlank()) {
                    throw new ImageException("'" + text + "' names nothing after the colon.");
                }
                return new Target(kind, value);
            }
        }
        if (text.startsWith("/")
                || text.startsWith("./")
                || text.startsWith("../")
                || text.equals(".")
                || text.equals("..")
                || exists(text)) {
            return new Target(Recognised.kindOf(path(text)), text);
        }
        return new Target(Kind.IMAGE, text);
    }

    /** The value as a path. */
    public Path path() {
        return path(value);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ImageException("'" + text + "' is no path on this system.", e);
        }
    }

    private static boolean exists(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return kind == Kind.IMAGE ? value : kind.prefix() + ":" + value;
    }
}
