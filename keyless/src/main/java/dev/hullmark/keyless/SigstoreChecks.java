package dev.hullmark.keyless;

import dev.hullmark.signature.KeylessChecks;
import dev.hullmark.signature.KeylessPolicy;
import dev.hullmark.signature.SignatureCheck;
import dev.hullmark.signature.SignatureException;
import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.strings.RegexSyntaxException;
import dev.sigstore.strings.StringMatcher;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Makes checks that Sigstore's own library carries out, by a trust root in a file: no service is asked. */
public final class SigstoreChecks implements KeylessChecks {
    private static final int TRUSTED_ROOT = 4 * 1024 * 1024;

    @Override
    public SignatureCheck of(KeylessPolicy policy) {
        SigstoreTrustedRoot root = root(policy.trustedRoot());
        CertificateMatcher matcher = CertificateMatcher.fulcio()
                .issuer(matcher(policy.issuer()))
                .subjectAlternativeName(matcher(policy.identity()))
                .build();
        String signer = policy.identity().text() + " of " + policy.issuer().text();
        try {
            return new SigstoreCheck(signer, Trust.of(root, matcher));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unusable(policy.trustedRoot(), e);
        }
    }

    private static SigstoreTrustedRoot root(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return SigstoreTrustedRoot.from(new ByteArrayInputStream(in.readNBytes(TRUSTED_ROOT)));
        } catch (IOException e) {
            throw new SignatureException("The trust root " + file + " can't be read; check the path.", e);
        } catch (SigstoreConfigurationException | RuntimeException e) {
            throw unusable(file, e);
        }
    }

    private static SignatureException unusable(Path file, Exception cause) {
        return new SignatureException(
                "The trust root " + file + " can't be used; it must be a trusted_root.json of Sigstore.", cause);
    }

    private static StringMatcher matcher(KeylessPolicy.Name name) {
        if (!name.pattern()) {
            return StringMatcher.string(name.text());
        }
        try {
            return StringMatcher.regex(name.text());
        } catch (RegexSyntaxException e) {
            throw new SignatureException("'" + name.text() + "' is no regular expression.", e);
        }
    }
}
