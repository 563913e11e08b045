package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A folder of feeds, sent as a zip because a feed may be many files. */
final class BucketZip {
    private static final int MOST_FILES = 500_000;

    /** Of all files, unpacked. */
    private static final long LARGEST = 16L << 30;

    /** Folders in folders. */
    private static final int DEPTH = 8;

    private BucketZip() {}

    /**
     * Unpacks it. Each file is as old as the zip says; one without a time counts as old as can be.
     *
     * @param folder is made
     * @throws AdvisoryException when it is none, is too large, or names what is outside the folder
     */
    static void unpack(Path zip, Path folder) throws IOException {
        Files.createDirectory(folder);
        try (ZipFile file = new ZipFile(zip.toFile())) {
            if (file.size() > MOST_FILES) {
                throw new AdvisoryException("The zip holds more than " + MOST_FILES + " files.");
            }
            long left = LARGEST;
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    left = unpack(file, entry, place(folder, entry.getName()), left);
                }
            }
        } catch (FileSystemException e) {
            throw new AdvisoryException("The zip holds files that can't be written: a name twice, or too long.", e);
        } catch (ZipException | IllegalArgumentException e) {
            // InvalidPathException is of the latter.
            throw new AdvisoryException("That is no zip that can be read.", e);
        }
    }

    private static Path place(Path folder, String name) {
        Path place = folder.resolve(name).normalize();
        if (!place.startsWith(folder) || place.equals(folder) || place.getNameCount() - folder.getNameCount() > DEPTH) {
            throw new AdvisoryException("The zip names a file that is not in its folder.");
        }
        return place;
    }

    /** @return how many bytes may still come */
    private static long unpack(ZipFile zip, ZipEntry entry, Path place, long most) throws IOException {
        Files.createDirectories(place.resolveSibling(""));
        long left = most;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new AdvisoryException("The zip unpacks to more than " + (LARGEST >> 30) + " GiB.");
                }
                out.write(buffer, 0, count);
            }
        }
        Files.setLastModifiedTime(
                place, Optional.ofNullable(entry.getLastModifiedTime()).orElse(FileTime.from(Instant.EPOCH)));
        return left;
    }
}
