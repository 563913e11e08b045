package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a zip of OSV records. Nothing is unpacked to disk, so what its entries are called does not matter. */
final class ZipFeed {
    private static final int REPORT_EVERY = 256;

    private ZipFeed() {}

    static void read(Path zip, RecordReader reader, RecordReader.Sink sink, String what, Progress progress)
            throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            long size = Files.size(zip);
            long done = 0;
            int entriesDone = 0;
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && entry.getName().endsWith(".json")) {
                    one(file, entry, reader, sink);
                }
                done += Math.max(0, entry.getCompressedSize());
                if (++entriesDone % REPORT_EVERY == 0) {
                    progress.report(what, done, size);
                }
            }
            progress.report(what, size, size);
        } catch (IllegalArgumentException e) {
            throw new ZipException("entry names are not UTF-8");
        }
    }

    private static void one(ZipFile file, ZipEntry entry, RecordReader reader, RecordReader.Sink sink)
            throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            reader.read(entry.getName(), in, sink);
        } catch (ZipException | java.io.EOFException e) {
            reader.skip(entry.getName(), AdvisoryException.reason(e));
        }
    }
}
