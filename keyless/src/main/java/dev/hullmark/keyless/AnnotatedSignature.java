package dev.hullmark.keyless;

import dev.hullmark.signature.PublicKeys;
import dev.hullmark.signature.Signed;
import dev.hullmark.signature.SignedJson;
import dev.sigstore.trustroot.TransparencyLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A keyless signature of cosign 1 or 2 (specs/SIGNATURE_SPEC.md): certificate and log entry are annotations, and in place
 * of a proof that the log holds the entry there is its promise, the SignedEntryTimestamp. The library proves the
 * certificate; the promise, which it only reads in bundles, is checked here.
 */
final class AnnotatedSignature {
    private final Trust trust;

    AnnotatedSignature(Trust trust) {
        this.trust = trust;
    }

    Optional<String> objection(Signed.SimpleSigning signed) {
        String pem = signed.annotation("dev.sigstore.cosign/certificate");
        Optional<byte[]> signature = signed.signature();
        if (pem.isEmpty() || signature.isEmpty()) {
            return Optional.of("it was made with a key, not with a certificate");
        }
        try {
            X509Certificate leaf = LogEntry.certificate(pem.getBytes(StandardCharsets.UTF_8));
            Optional<String> objection = trust.objection(leaf);
            if (objection.isPresent()) {
                return objection;
            }
            Optional<Instant> logged = loggedAt(signed, signature.get(), leaf);
            if (logged.isEmpty()) {
                return Optional.of("no trusted log promises to hold it");
            }
            leaf.checkValidity(Date.from(logged.get()));
            return PublicKeys.verify(leaf.getPublicKey(), signed.payload(), signature.get())
                    ? Optional.empty()
                    : Optional.of("it was not made with its certificate's key");
        } catch (GeneralSecurityException | IOException e) {
            return Optional.of("its certificate is malformed, or was not valid when it was made");
        }
    }

    /** When a trusted log took the entry of exactly this signature in; empty when none says so. */
    private Optional<Instant> loggedAt(Signed.SimpleSigning signed, byte[] signature, X509Certificate leaf)
            throws GeneralSecurityException {
        Optional<JsonNode> bundle =
                SignedJson.parse(signed.annotation("dev.sigstore.cosign/bundle").getBytes(StandardCharsets.UTF_8));
        if (bundle.isEmpty()) {
            return Optional.empty();
        }
        JsonNode promise = bundle.get().path("Payload");
        Optional<byte[]> timestamp = SignedJson.base64(SignedJson.text(bundle.get(), "SignedEntryTimestamp"));
        String body = SignedJson.text(promise, "body");
        Optional<byte[]> entry = SignedJson.base64(body);
        String logId = SignedJson.text(promise, "logID");
        if (timestamp.isEmpty()
                || entry.isEmpty()
                || !promise.path("integratedTime").isIntegralNumber()
                || !promise.path("logIndex").isIntegralNumber()) {
            return Optional.empty();
        }
        Instant when = Instant.ofEpochSecond(promise.path("integratedTime").longValue());
        Optional<TransparencyLog> log =
                TransparencyLog.find(trust.logs(), HexFormat.of().parseHex(logId), when);
        // The canonical form (RFC 8785) of these four: sorted, without blanks; base64, hex and numbers need no escape.
        String canonical = "{\"body\":\"" + body + "\",\"integratedTime\":"
                + promise.path("integratedTime").longValue() + ",\"logID\":\"" + logId + "\",\"logIndex\":"
                + promise.path("logIndex").longValue() + "}";
        boolean promised = log.isPresent()
                && PublicKeys.verify(
                        log.get().getPublicKey().toJavaPublicKey(),
                        canonical.getBytes(StandardCharsets.UTF_8),
                        timestamp.get())
                && new LogEntry(entry.get()).isOfDocument(signed.payload(), signature, leaf);
        return promised ? Optional.of(when) : Optional.empty();
    }
}
