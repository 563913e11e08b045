package dev.hullmark.advisories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A download that grows, with the ETag of what it is a part of beside it; it outlives the process, to be resumed. */
final class PartialFile {
    private final Path file;
    private final Path tag;

    PartialFile(Path file) {
        this.file = file;
        this.tag = file.resolveSibling(file.getFileName() + ".etag");
    }

    Path file() {
        return file;
    }

    String etag() throws IOException {
        return Files.exists(tag) ? Files.readString(tag) : "";
    }

    /** How many bytes can be gone on from; 0 to begin anew. Only a strong ETag says that they still fit. */
    long resumable() throws IOException {
        String etag = etag();
        return Files.exists(file) && etag.startsWith("\"") ? Files.size(file) : 0;
    }

    void begin(String etag) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        Files.writeString(tag, etag);
    }

    void complete() throws IOException {
        Files.deleteIfExists(tag);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
    }

    void discard() throws IOException {
        Files.deleteIfExists(tag);
        Files.deleteIfExists(file);
    }
}
