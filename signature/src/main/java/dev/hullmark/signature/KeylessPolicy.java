package dev.hullmark.signature;

import java.nio.file.Path;

/**
 * Who must have signed without a key of their own: somebody an issuer of identities knows, as a certificate of a trusted
 * authority says.
 *
 * @param trustedRoot Sigstore's {@code trusted_root.json}: authorities and logs
 * @param identity the certificate's subject: an e-mail address, or a workflow's address
 * @param issuer who vouched for the identity: {@code https://token.actions.githubusercontent.com}
 */
public record KeylessPolicy(Path trustedRoot, Name identity, Name issuer) {
    /** A name, or with {@code pattern} a regular expression that must match it whole. */
    public record Name(String text, boolean pattern) {}
}
