package dev.hullmark.keyless;

import dev.hullmark.signature.PublicKeys;
import dev.hullmark.signature.Signed;
import dev.hullmark.signature.SignedJson;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorVerificationException;
import dev.sigstore.timestamp.client.ImmutableTimestampResponse;
import dev.sigstore.timestamp.client.TimestampException;
import dev.sigstore.timestamp.client.TimestampVerificationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * A keyless signature of cosign 3: a Sigstore bundle. The library reads it and proves certificate, log entry and time
 * stamps; it is not asked for the whole, since it wants every subject of a statement to have a name, and cosign gives
 * them none.
 */
final class BundledSignature {
    private final Trust trust;

    BundledSignature(Trust trust) {
        this.trust = trust;
    }

    Optional<String> objection(Signed.Bundle signed) {
        try {
            Bundle bundle = Bundle.from(new StringReader(new String(signed.json(), StandardCharsets.UTF_8)));
            Optional<byte[]> bytes = signed.signedBytes();
            List<byte[]> signatures = signed.signatures();
            if (bytes.isEmpty() || signatures.size() != 1 || bundle.getEntries().size() != 1) {
                return Optional.of("its bundle is not one signature of one statement with one log entry");
            }
            byte[] signature = signatures.getFirst();
            X509Certificate leaf =
                    (X509Certificate) bundle.getCertPath().getCertificates().getFirst();
            Optional<String> objection = trust.objection(leaf);
            if (objection.isPresent()) {
                return objection;
            }
            RekorEntry entry = bundle.getEntries().getFirst();
            trust.entries().verifyEntry(entry);
            LogEntry logged = new LogEntry(SignedJson.base64(entry.getBody()).orElse(new byte[0]));
            if (!logged.isOfEnvelope(signed.payload().orElseThrow(), signature, leaf)) {
                return Optional.of("its log entry is about something else");
            }
            List<Instant> times = times(bundle, entry, signature);
            if (times.isEmpty()) {
                return Optional.of("neither its log nor a time stamp proves when it was made");
            }
            for (Instant time : times) {
                leaf.checkValidity(Date.from(time));
            }
            return PublicKeys.verify(leaf.getPublicKey(), bytes.get(), signature)
                    ? Optional.empty()
                    : Optional.of("it was not made with its certificate's key");
        } catch (BundleParseException e) {
            return Optional.of("its bundle can't be read, or lacks the proof of its log");
        } catch (RekorVerificationException e) {
            return Optional.of("no trusted log proves to hold it");
        } catch (TimestampVerificationException | TimestampException e) {
            return Optional.of("its time stamp is not of a trusted authority");
        } catch (GeneralSecurityException | IOException e) {
            return Optional.of("its certificate is malformed, or was not valid when it was made");
        }
    }

    /** What proves when it was made: the log's own time only where the log signed it, and every time stamp. */
    private List<Instant> times(Bundle bundle, RekorEntry entry, byte[] signature)
            throws TimestampVerificationException, TimestampException {
        List<Instant> times = new ArrayList<>();
        String promise = entry.getVerification().getSignedEntryTimestamp();
        if (promise != null && !promise.isEmpty()) {
            times.add(Instant.ofEpochSecond(entry.getIntegratedTime()));
        }
        for (Bundle.Timestamp stamp : bundle.getTimestamps()) {
            ImmutableTimestampResponse response = ImmutableTimestampResponse.builder()
                    .encoded(stamp.getRfc3161Timestamp())
                    .build();
            trust.clocks().verify(response, signature);
            times.add(response.getGenTime().toInstant());
        }
        return times;
    }
}
