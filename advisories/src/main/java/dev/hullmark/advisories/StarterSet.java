package dev.hullmark.advisories;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeSet;

/**
 * Some well-known, much exploited vulnerabilities, written down by hand as OSV and shipped with the program: with them a
 * scan shows something real before any feed was fetched. Their feeds are of origin {@link Feed.Origin#STARTER}; they
 * prove nothing by what they do not name. Compiled when the program is built.
 */
public final class StarterSet {
    private static final String COMPILED = "starter.idx";

    /** When the facts were last looked through. */
    private static final Instant WRITTEN = Instant.parse("2026-11-24T00:00:00Z");

    private StarterSet() {}

    /** The set as an index. */
    public static AdvisoryIndex open() {
        try (InputStream in = StarterSet.class.getResourceAsStream(COMPILED)) {
            if (in == null) {
                throw new AdvisoryException("This build of Hullmark lacks its starter set: build it again.");
            }
            return FileIndex.open(new IndexSource.Memory(in.readAllBytes()));
        } catch (IOException e) {
            throw new AdvisoryException("Cannot read the starter set: " + AdvisoryException.reason(e) + ".", e);
        }
    }

    /** Compiles the records of a folder ({@code *.json}) to an index file. The build calls it through {@link #main}. */
    static void compile(Path records, Path target) throws IOException {
        OsvReader reader = new OsvReader();
        IndexBuilder builder = new IndexBuilder();
        TreeSet<String> feeds = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(records, "*.json")) {
            for (Path file : files) {
                byte[] json = Files.readAllBytes(file);
                try {
                    Advisory advisory = reader.read(json, json.length);
                    builder.add(advisory);
                    feeds.addAll(Ecosystems.bases(advisory));
                } catch (BadRecordException e) {
                    throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
                }
            }
        }
        for (String feed : feeds) {
            builder.feed(new Feed(feed, Feed.Origin.STARTER, WRITTEN, WRITTEN, 0));
        }
        builder.write(target);
    }

    /** {@code RECORDS TARGET}: for the build. */
    public static void main(String[] args) throws IOException {
        Path target = Path.of(args[1]);
        Files.createDirectories(target.toAbsolutePath().getParent());
        compile(Path.of(args[0]), target);
    }
}
