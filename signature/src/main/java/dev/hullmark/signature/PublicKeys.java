package dev.hullmark.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Public keys as {@code cosign generate-key-pair} and OpenSSL write them (PEM, SubjectPublicKeyInfo), and the signatures
 * that cosign makes with them: ECDSA, RSA PKCS #1 v1.5 or Ed25519.
 */
public final class PublicKeys {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private PublicKeys() {}

    /**
     * The keys of a file: one or, while one takes over from another, several.
     *
     * @throws SignatureException when there are none, or one is of no use
     */
    public static List<PublicKey> read(Path file) {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Limits.TRUST_FILE + 1);
            if (bytes.length > Limits.TRUST_FILE) {
                throw new SignatureException(file + " is too large for a file of public keys.");
            }
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new SignatureException("The public key " + file + " can't be read; check the path.", e);
        }
        List<PublicKey> keys = new ArrayList<>();
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at)) {
            int end = text.indexOf(END, at + BEGIN.length());
            if (end < 0 || keys.size() == Limits.KEYS) {
                break;
            }
            String body = text.substring(at + BEGIN.length(), end);
            keys.add(parse(body)
                    .orElseThrow(() -> new SignatureException(file
                            + " holds a key that can't be used; it must be EC (P-256, P-384, P-521), RSA of at least "
                            + Limits.RSA_LEAST + " bits, or Ed25519.")));
            at = end;
        }
        if (keys.isEmpty()) {
            boolean secret = text.contains("PRIVATE KEY-----");
            throw new SignatureException(file
                    + (secret
                            ? " is a private key, which only signing needs; give the public one (cosign.pub)."
                            : " holds no public key in PEM (BEGIN PUBLIC KEY), such as cosign.pub."));
        }
        return keys;
    }

    private static Optional<PublicKey> parse(String body) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
            try {
                PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
                return algorithms(key).isEmpty() ? Optional.empty() : Optional.of(key);
            } catch (GeneralSecurityException e) {
                // a key of another kind: the next one
            }
        }
        return Optional.empty();
    }

    /** Whether this is the key's signature over these bytes. */
    public static boolean verify(PublicKey key, byte[] signed, byte[] signature) {
        for (String algorithm : algorithms(key)) {
            try {
                Signature verifier = Signature.getInstance(algorithm);
                verifier.initVerify(key);
                verifier.update(signed);
                if (verifier.verify(signature)) {
                    return true;
                }
            } catch (GeneralSecurityException e) {
                // no signature of this kind
            }
        }
        return false;
    }

    /** Cosign hashes with SHA-256 whatever the curve, newer versions with the hash of the curve's length. */
    private static List<String> algorithms(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec ->
                switch (ec.getParams().getOrder().bitLength()) {
                    case 256 -> List.of("SHA256withECDSA");
                    case 384 -> List.of("SHA384withECDSA", "SHA256withECDSA");
                    case 521 -> List.of("SHA512withECDSA", "SHA256withECDSA");
                    default -> List.of();
                };
            case RSAPublicKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                yield bits >= Limits.RSA_LEAST && bits <= Limits.RSA_MOST ? List.of("SHA256withRSA") : List.of();
            }
            case EdECPublicKey ed -> List.of("Ed25519");
            default -> List.of();
        };
    }
}
