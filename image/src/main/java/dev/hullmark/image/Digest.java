package dev.hullmark.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name of some bytes (OCI image-spec, descriptor.md).
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex lower-case, of the algorithm's length
 */
public record Digest(String algorithm, String hex) {
    /** Reads {@code sha256:…}; empty for anything that is not a digest we can check. */
    public static Optional<Digest> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String algorithm = text.substring(0, colon);
        String hex = text.substring(colon + 1);
        int length =
                switch (algorithm) {
                    case "sha256" -> 64;
                    case "sha512" -> 128;
                    default -> -1;
                };
        if (hex.length() != length) {
            return Optional.empty();
        }
        for (int i = 0; i < length; i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return Optional.empty();
            }
        }
        return Optional.of(new Digest(algorithm, hex));
    }

    /** The SHA-256 digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return of("sha256", hasher("sha256").digest(bytes));
    }

    static Digest of(String algorithm, byte[] hash) {
        return new Digest(algorithm, HexFormat.of().formatHex(hash));
    }

    /** A hasher for {@code sha256} or {@code sha512}. */
    static MessageDigest hasher(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }

    /**
     * Checks that these bytes are the ones this digest names.
     *
     * @param what the document, for the message: {@code manifest}
     * @throws ImageException when they are not
     */
    public void verify(byte[] bytes, String what) {
        if (!Arrays.equals(hasher(algorithm).digest(bytes), HexFormat.of().parseHex(hex))) {
            throw mismatch(what);
        }
    }

    /** What to say when bytes are not the ones this digest names. */
    ImageException mismatch(String what) {
        return new ImageException("The " + what + " does not have the bytes its digest " + this
                + " claims: it is damaged or was tampered with; fetch or save the image again.");
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
