package dev.hullmark.cli;

import dev.hullmark.catalog.secret.DockerfileSecrets;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Secret;
import dev.hullmark.posture.dockerfile.Dockerfile;
import dev.hullmark.posture.dockerfile.DockerfileException;
import dev.hullmark.posture.dockerfile.DockerfileParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Dockerfile as the user names it, and what lies beside it. */
final class DockerfileSource {
    static final String STANDARD_INPUT = "-";

    private final String path;
    private final byte[] bytes;
    private final Optional<Boolean> ignoreFile;

    private DockerfileSource(String path, byte[] bytes, Optional<Boolean> ignoreFile) {
        this.path = path;
        this.bytes = bytes;
        this.ignoreFile = ignoreFile;
    }

    /** As the user wrote it; findings and waivers have it. */
    String path() {
        return path;
    }

    /** Whether a {@code .dockerignore} beside or above it keeps anything out; empty where nobody can know. */
    Optional<Boolean> ignoreFile() {
        return ignoreFile;
    }

    /** The credentials in it. */
    List<Secret> secrets() {
        return DockerfileSecrets.of(bytes, path);
    }

    /** @throws HullmarkException when it can't be read */
    static DockerfileSource read(String name) {
        if (name.equals(STANDARD_INPUT)) {
            return new DockerfileSource("Dockerfile", bytes(name, System.in), Optional.empty());
        }
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            return read(file.resolve("Dockerfile").toString());
        }
        try (InputStream in = Files.newInputStream(file)) {
            boolean own = keepsOut(file.resolveSibling(file.getFileName() + ".dockerignore"));
            return new DockerfileSource(name, bytes(name, in), Optional.of(own || above(file)));
        } catch (IOException e) {
            throw new HullmarkException("can't read " + name + ": " + OutputOptions.reason(e), e);
        }
    }

    /** The context may be a directory above the file's; none that somebody builds lies above its repository. */
    private static boolean above(Path file) {
        for (Path folder = file.toAbsolutePath().normalize().getParent(); folder != null; folder = folder.getParent()) {
            if (keepsOut(folder.resolve(".dockerignore"))) {
                return true;
            }
            if (Files.exists(folder.resolve(".git"))) {
                return false;
            }
        }
        return false;
    }

    /** Whether it says anything; a file of comments keeps nothing out. */
    private static boolean keepsOut(Path ignore) {
        if (!Files.isRegularFile(ignore)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(ignore)) {
            String text = new String(in.readNBytes(DockerfileParser.ENOUGH), StandardCharsets.UTF_8);
            return text.lines().map(String::strip).anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
        } catch (IOException e) {
            // It is there, and who can't read it can't say that it is empty.
            return true;
        }
    }

    private static byte[] bytes(String name, InputStream in) {
        try {
            return in.readNBytes(DockerfileParser.ENOUGH);
        } catch (IOException e) {
            throw new HullmarkException("can't read " + name + ": " + OutputOptions.reason(e), e);
        }
    }

    /** @throws HullmarkException when it is no Dockerfile, or has no such stage */
    Dockerfile parse(Map<String, String> buildArgs, String target) {
        try {
            return DockerfileParser.parse(bytes, buildArgs, target);
        } catch (DockerfileException e) {
            throw new HullmarkException("can't check " + path + ": " + e.getMessage(), e);
        }
    }
}
