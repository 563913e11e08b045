package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells what lies at a path. */
final class Recognised {
    private Recognised() {}

    /** @throws ImageException when nothing is there, or nothing that can be scanned */
    static Target.Kind kindOf(Path path) {
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve("oci-layout")) ? Target.Kind.OCI : Target.Kind.DIR;
        }
        if (!Files.exists(path)) {
            throw new ImageException("There is nothing at " + path + ".");
        }
        if (!Files.isRegularFile(path)) {
            throw new ImageException(path + " is neither a file nor a directory.");
        }
        try {
            return kindOfFile(path);
        } catch (IOException e) {
            throw new ImageException(path + " can't be read: " + Errors.reason(e) + ".", e);
        }
    }

    private static Target.Kind kindOfFile(Path path) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(TarHeader.BLOCK);
        }
        if (isJson(head)) {
            return Target.Kind.SBOM;
        }
        // A compressed archive is recognised when it is opened: until then it would have to be unpacked twice.
        if (Compression.of(head) != Compression.NONE) {
            return Target.Kind.DOCKER_ARCHIVE;
        }
        TarHeader header = new TarHeader();
        System.arraycopy(head, 0, header.block, 0, head.length);
        try {
            if (head.length == TarHeader.BLOCK && header.checksumFits()) {
                return TarMembers.isOciArchive(path) ? Target.Kind.OCI_ARCHIVE : Target.Kind.DOCKER_ARCHIVE;
            }
        } catch (TarException e) {
            // No tar, said below.
        }
        throw new ImageException(path + " is no image archive (docker save, OCI), no directory and no JSON document.");
    }

    private static boolean isJson(byte[] head) {
        int at = head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf ? 3 : 0;
        while (at < head.length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        return at < head.length && head[at] == '{';
    }
}
