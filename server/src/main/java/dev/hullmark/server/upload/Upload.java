package dev.hullmark.server.upload;

import dev.hullmark.model.Inventory;
import dev.hullmark.sbom.SbomException;
import dev.hullmark.sbom.Sboms;
import dev.hullmark.server.http.Refused;
import io.helidon.http.Status;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A bill of materials that somebody sent: Hullmark's own, CycloneDX or SPDX in JSON, as it is or packed with gzip, told
 * apart by its bytes.
 *
 * @param digest of the document, unpacked: {@code sha256:…}
 */
record Upload(Inventory inventory, String digest) {
    /** Bytes of a document, unpacked. */
    static final int LARGEST = 64 << 20;

    private static final Status UNPROCESSABLE = Status.create(422, "Unprocessable Content");
    private static final int GZIP = 0x1f8b;
    private static final int BUFFER = 1 << 16;

    /** Writes what is sent into a file, and tells its digest. */
    @FunctionalInterface
    interface Sent {
        String to(Path file) throws IOException;
    }

    /**
     * Reads a document, by way of a file that is gone afterwards: what is read twice need not be kept in memory.
     *
     * @param folder where the file lies meanwhile
     * @throws Refused when it is none, or too large
     */
    static Upload read(Sent sent, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "upload", ".json");
        try {
            String digest = sent.to(file);
            return new Upload(Sboms.read(file), digest);
        } catch (SbomException e) {
            String why = String.valueOf(e.getMessage()).replace("'" + file + "'", "What was sent");
            throw new Refused(UNPROCESSABLE, why.endsWith(".") ? why : why + ".");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The same document sent by others for another repository has another. */
    String digestFor(String repository) {
        MessageDigest sha = sha256();
        sha.update((repository + "\n" + digest).getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(sha.digest());
    }

    /**
     * Unpacks a document into a file.
     *
     * @return its digest
     * @throws Refused when it is too large, or broken
     */
    static String copy(InputStream sent, Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = unpacked(new BufferedInputStream(sent, BUFFER));
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                total += count;
                if (total > LARGEST) {
                    throw new Refused(
                            Status.REQUEST_ENTITY_TOO_LARGE_413,
                            "A bill of materials may take " + (LARGEST >> 20) + " MiB, unpacked; this one is larger.");
                }
                out.write(buffer, 0, count);
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw new Refused(UNPROCESSABLE, "What was sent is packed with gzip, and broken.");
        }
        return "sha256:" + HexFormat.of().formatHex(sha.digest());
    }

    private static InputStream unpacked(BufferedInputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
