package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerfileSourceTest {
    @TempDir
    private Path repository;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        file = Files.createDirectory(repository.resolve("docker")).resolve("Dockerfile");
        Files.writeString(file, "FROM debian:12\n");
    }

    private boolean ignores() {
        return DockerfileSource.read(file.toString()).ignoreFile().orElseThrow();
    }

    @Test
    void theContextMayLieAboveTheFile() throws IOException {
        assertThat(ignores()).isFalse();
        Files.writeString(repository.resolve(".dockerignore"), ".git\n");
        assertThat(ignores()).isTrue();
    }

    @Test
    void aFileMayHaveItsOwn() throws IOException {
        Files.writeString(file.resolveSibling("Dockerfile.dockerignore"), "*\n");
        assertThat(ignores()).isTrue();
    }

    @Test
    void commentsKeepNothingOut() throws IOException {
        Files.writeString(file.resolveSibling(".dockerignore"), "# nothing yet\n\n");
        assertThat(ignores()).isFalse();
    }
}
