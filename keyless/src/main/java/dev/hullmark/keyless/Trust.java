package dev.hullmark.keyless;

import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.fulcio.client.FulcioVerifier;
import dev.sigstore.rekor.client.RekorVerifier;
import dev.sigstore.timestamp.client.TimestampVerifier;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.trustroot.TransparencyLog;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The library's verifiers for one trust root.
 *
 * @param authorities who may make certificates, with the logs those must be in
 * @param entries proves that a log holds an entry
 * @param clocks time stamps
 * @param logs the transparency logs themselves
 * @param signer whose certificate counts
 */
record Trust(
        FulcioVerifier authorities,
        RekorVerifier entries,
        TimestampVerifier clocks,
        List<TransparencyLog> logs,
        CertificateMatcher signer) {

    static Trust of(SigstoreTrustedRoot root, CertificateMatcher signer) throws GeneralSecurityException {
        return new Trust(
                FulcioVerifier.newFulcioVerifier(root),
                RekorVerifier.newRekorVerifier(root),
                TimestampVerifier.newTimestampVerifier(root),
                List.copyOf(root.getTLogs()),
                signer);
    }

    /** Whether a trusted authority made this certificate, logged it, and made it for the right one. */
    Optional<String> objection(X509Certificate leaf) throws GeneralSecurityException, IOException {
        try {
            authorities.verifySigningCertificate(
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)));
        } catch (FulcioVerificationException e) {
            return Optional.of("its certificate is not of a trusted authority");
        }
        return signer.test(leaf) ? Optional.empty() : Optional.of("its certificate is for another identity or issuer");
    }
}
