package dev.hullmark.sbom;

import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based identifiers (RFC 9562, version 5), so that the same subject is the same document. */
final class Uuids {
    /** Hullmark's own name space. */
    private static final UUID SPACE = UUID.fromString("6f0f2a5e-3d56-5c7e-9b0a-8d3b1f6c2e47");

    private Uuids() {}

    /** The same for the same subject, whatever was found in it. */
    static UUID of(Subject subject) {
        MessageDigest sha = start();
        add(sha, subject);
        return finish(sha);
    }

    /** The same for the same subject with the same packages. */
    static UUID of(Inventory inventory) {
        MessageDigest sha = start();
        add(sha, inventory.subject());
        for (Package p : inventory.packages()) {
            add(sha, p.type().purlType());
            add(sha, p.name());
            add(sha, p.version());
        }
        return finish(sha);
    }

    private static void add(MessageDigest sha, Subject subject) {
        add(sha, subject.kind());
        add(sha, subject.name());
        add(sha, subject.digest());
        add(sha, subject.source());
    }

    private static MessageDigest start() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            sha.update(ByteBuffer.allocate(16)
                    .putLong(SPACE.getMostSignificantBits())
                    .putLong(SPACE.getLeastSignificantBits())
                    .flip());
            return sha;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static void add(MessageDigest sha, String part) {
        sha.update(part.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
    }

    private static UUID finish(MessageDigest sha) {
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        long high = (hash.getLong() & ~0xf000L) | 0x5000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
