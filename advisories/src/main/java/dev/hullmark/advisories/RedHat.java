package dev.hullmark.advisories;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Red Hat's CSAF VEX documents (security.access.redhat.com/data/csaf/v2/vex): one for each CVE, {@code cve-2024-1234.json},
 * as a tree of files or in a zip. What becomes of each is in {@link RedHatVex}.
 */
final class RedHat implements NativeFeed {
    @Override
    public String name() {
        return "Red Hat";
    }

    @Override
    public boolean takes(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return (name.startsWith("cve-") && name.endsWith(".json"))
                || (name.endsWith(".zip") && !name.equals(FolderImport.ALL));
    }

    @Override
    public List<String> published() {
        return List.of("vex.zip");
    }

    @Override
    public boolean datesItsFiles() {
        return true;
    }

    @Override
    public void read(List<Path> files, RecordReader reader, RecordReader.Sink sink) throws IOException {
        RedHatVex documents = new RedHatVex();
        for (Path file : files) {
            if (zip(file)) {
                zip(file, documents, reader, sink);
            } else {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                    one(in, file.getFileName().toString(), documents, reader, sink);
                }
            }
        }
    }

    private static boolean zip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    private static void zip(Path file, RedHatVex documents, RecordReader reader, RecordReader.Sink sink)
            throws IOException {
        long left = Limits.FEED_BYTES;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.isDirectory() || !entry.getName().endsWith(".json")) {
                    continue;
                }
                left -= Math.max(0, entry.getSize());
                if (left < 0) {
                    throw new AdvisoryException(
                            "Red Hat is larger than any real feed (a decompression bomb?); it was not taken in.");
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    one(in, entry.getName(), documents, reader, sink);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("entry names are not UTF-8", e);
        }
    }

    private static void one(
            InputStream in, String name, RedHatVex documents, RecordReader reader, RecordReader.Sink sink)
            throws IOException {
        try {
            Optional<Advisory> advisory = documents.read(in);
            if (advisory.isPresent()) {
                reader.take(advisory.get(), sink);
            }
        } catch (BadRecordException e) {
            reader.skip(name, AdvisoryException.reason(e));
        }
    }
}
