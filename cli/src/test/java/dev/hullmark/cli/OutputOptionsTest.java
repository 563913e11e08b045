package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class OutputOptionsTest {
    @TempDir
    Path temp = Path.of("");

    private OutputOptions to(Path file) {
        OutputOptions options = new OutputOptions();
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
        line.addMixin("output", options);
        line.parseArgs("-o", file.toString());
        return options;
    }

    @Test
    void takesTheOldOnesPlaceWhole() throws IOException {
        Path file = Files.writeString(temp.resolve("out"), "old");
        to(file).write(out -> out.write("new".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(file).hasContent("new");
        assertThat(temp).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void aFailureLeavesTheOldOneAndNothingElse() throws IOException {
        Path file = Files.writeString(temp.resolve("out"), "old");
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> to(file).write(out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .withMessageContaining("disk full");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> to(file).write(out -> {
            out.write(1);
            throw new IllegalStateException();
        }));
        assertThat(file).hasContent("old");
        assertThat(temp).isDirectoryNotContaining("glob:**/.*");
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> to(temp.resolve("no/out")).write(out -> {}))
                .withMessageEndingWith("no such directory.");
    }

    @Test
    void aFullDiskIsToldHoweverItIsWrapped() {
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> to(temp.resolve("out")).write(out -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .withMessage("can't write " + temp.resolve("out") + ": No space left on device.");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aPathIsNamedOnce() {
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> to(temp).write(out -> {}))
                .withMessage("can't write " + temp + ": Is a directory.");
    }

    @Test
    void anErrorIsNoViolation() {
        assertThat(Main.execute(new CommandLine(new Deep()))).isEqualTo(ExitCode.FAILED);
    }

    @Command(name = "deep")
    static final class Deep implements Runnable {
        @Override
        public void run() {
            throw new StackOverflowError();
        }
    }
}
