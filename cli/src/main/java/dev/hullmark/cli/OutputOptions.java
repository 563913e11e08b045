package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the result goes, and what is said beside it. */
final class OutputOptions {
    static final Section SECTION = new Section(
            "output", "What is said beside the result", List.of(Property.of("quiet"), Property.of("no-color")));

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the result to FILE instead of standard output.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but the result and what went wrong.")
    private boolean quiet;

    @Option(names = "--no-color", description = "No colours, whatever the terminal.")
    private boolean noColor;

    boolean quiet() {
        return quiet;
    }

    boolean colour(Terminal terminal) {
        return !noColor && file.isEmpty() && terminal.outputIsSeen() && System.getenv("NO_COLOR") == null;
    }

    /** A writer of a result. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    boolean toStandardOutput() {
        return file.isEmpty();
    }

    /** Writes the whole result, or fails with a sentence and leaves no half-written file under its name. */
    void write(Body body) {
        if (file.isEmpty()) {
            writeToStandardOutput(body);
            return;
        }
        Path target = file.get().toAbsolutePath();
        Path part = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            // A device or pipe is written as it is: there is nothing to keep whole.
            boolean direct = Files.exists(target) && !Files.isRegularFile(target);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(direct ? target : part))) {
                body.writeTo(out);
            }
            if (!direct) {
                Files.move(
                        part,
                        target,
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new HullmarkException("can't write " + target + ": " + reason(e), e);
        } catch (RuntimeException e) {
            // The JSON library wraps what the disk says.
            if (e.getCause() instanceof IOException cause) {
                throw new HullmarkException("can't write " + target + ": " + reason(cause), e);
            }
            throw e;
        } finally {
            discard(part);
        }
    }

    private static void writeToStandardOutput(Body body) {
        try {
            OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
            body.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new HullmarkException("can't write the result: " + reason(e), e);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The first failure is the one to tell.
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such directory.";
            case AccessDeniedException denied -> "permission denied.";
            case FileSystemException other when other.getReason() != null -> other.getReason() + ".";
            default -> e.getMessage() + ".";
        };
    }
}
