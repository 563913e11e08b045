package dev.hullmark.keyless;

import dev.hullmark.signature.SignedJson;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a transparency log says that was signed (sigstore/rekor, pkg/types): {@code hashedrekord} and {@code dsse}. */
final class LogEntry {
    private final Optional<JsonNode> json;

    LogEntry(byte[] body) {
        json = SignedJson.parse(body);
    }

    /** Whether it names this document, signature and certificate. */
    boolean isOfDocument(byte[] document, byte[] signature, X509Certificate leaf) throws GeneralSecurityException {
        if (!isKind("hashedrekord", "0.0.1")) {
            return false;
        }
        JsonNode spec = json.orElseThrow().path("spec");
        JsonNode theirs = spec.path("signature");
        return isHash(spec.path("data").path("hash"), document)
                && isBase64(theirs, "content", signature)
                && isPem(SignedJson.text(theirs.path("publicKey"), "content"), leaf);
    }

    /** Whether it names this payload of an envelope, its one signature and its certificate. */
    boolean isOfEnvelope(byte[] payload, byte[] signature, X509Certificate leaf) throws GeneralSecurityException {
        if (isKind("dsse", "0.0.1")) {
            JsonNode spec = json.orElseThrow().path("spec");
            JsonNode theirs = spec.path("signatures").path(0);
            return isHash(spec.path("payloadHash"), payload)
                    && spec.path("signatures").size() == 1
                    && isBase64(theirs, "signature", signature)
                    && isPem(SignedJson.text(theirs, "verifier"), leaf);
        }
        if (isKind("dsse", "0.0.2")) {
            JsonNode spec = json.orElseThrow().path("spec").path("dsseV002");
            JsonNode theirs = spec.path("signatures").path(0);
            JsonNode hash = spec.path("payloadHash");
            return SignedJson.text(hash, "algorithm").equals("SHA2_256")
                    && isBase64(hash, "digest", sha256(payload))
                    && spec.path("signatures").size() == 1
                    && isBase64(theirs, "content", signature)
                    && isBase64(theirs.path("verifier").path("x509Certificate"), "rawBytes", leaf.getEncoded());
        }
        return false;
    }

    private boolean isKind(String kind, String version) {
        return json.isPresent()
                && SignedJson.text(json.get(), "kind").equals(kind)
                && SignedJson.text(json.get(), "apiVersion").equals(version);
    }

    private static boolean isHash(JsonNode hash, byte[] of) throws GeneralSecurityException {
        return SignedJson.text(hash, "algorithm").equals("sha256")
                && SignedJson.text(hash, "value").equals(HexFormat.of().formatHex(sha256(of)));
    }

    private static boolean isBase64(JsonNode object, String name, byte[] expected) {
        return SignedJson.base64(SignedJson.text(object, name))
                .filter(bytes -> Arrays.equals(bytes, expected))
                .isPresent();
    }

    private static boolean isPem(String base64, X509Certificate leaf) throws GeneralSecurityException {
        Optional<byte[]> pem = SignedJson.base64(base64);
        return pem.isPresent() && pem.get().length > 0 && certificate(pem.get()).equals(leaf);
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    static X509Certificate certificate(byte[] pem) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
