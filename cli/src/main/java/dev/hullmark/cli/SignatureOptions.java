package dev.hullmark.cli;

import dev.hullmark.image.Digest;
import dev.hullmark.image.OpenOptions;
import dev.hullmark.image.Referrers;
import dev.hullmark.image.Target;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.signature.KeyCheck;
import dev.hullmark.signature.KeylessPolicy;
import dev.hullmark.signature.KeylessPolicy.Name;
import dev.hullmark.signature.SignatureCheck;
import dev.hullmark.signature.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who must have signed the image, in the words cosign uses; see docs/registries.md. */
final class SignatureOptions {
    static final Section SECTION = new Section(
            "signature",
            "Who must have signed an image",
            List.of(
                    Property.path("verify-key"),
                    Property.of("certificate-identity"),
                    Property.of("certificate-identity-regexp"),
                    Property.of("certificate-oidc-issuer"),
                    Property.of("certificate-oidc-issuer-regexp"),
                    Property.path("trusted-root")));

    @Option(
            names = {"--verify-key", "--key"},
            paramLabel = "FILE",
            description = "Only an image that was signed with this key (cosign.pub) passes.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--certificate-identity",
            paramLabel = "NAME",
            description = "Only an image that NAME signed without a key passes: an e-mail address or a workflow.")
    private Optional<String> identity = Optional.empty();

    @Option(
            names = "--certificate-identity-regexp",
            paramLabel = "PATTERN",
            description = "The same, for any name that the whole pattern matches.")
    private Optional<String> identityPattern = Optional.empty();

    @Option(
            names = "--certificate-oidc-issuer",
            paramLabel = "URL",
            description = "Who vouches for that name, for instance https://token.actions.githubusercontent.com.")
    private Optional<String> issuer = Optional.empty();

    @Option(
            names = "--certificate-oidc-issuer-regexp",
            paramLabel = "PATTERN",
            description = "The same, for any issuer that the whole pattern matches.")
    private Optional<String> issuerPattern = Optional.empty();

    @Option(
            names = "--trusted-root",
            paramLabel = "FILE",
            description = "The authorities and logs to trust for that: Sigstore's trusted_root.json.")
    private Optional<Path> trustedRoot = Optional.empty();

    /** Empty when no signature is asked for. */
    Optional<SignatureCheck> check() {
        Optional<Name> who = name(identity, identityPattern, "--certificate-identity");
        Optional<Name> by = name(issuer, issuerPattern, "--certificate-oidc-issuer");
        boolean keyless = who.isPresent() || by.isPresent() || trustedRoot.isPresent();
        if (key.isPresent() && keyless) {
            throw new HullmarkException("--verify-key and --certificate-identity exclude each other.");
        }
        if (key.isPresent()) {
            return Optional.of(KeyCheck.of(key.get()));
        }
        if (!keyless) {
            return Optional.empty();
        }
        if (who.isEmpty() || by.isEmpty() || trustedRoot.isEmpty()) {
            throw new HullmarkException("a signature without a key is judged by three things:"
                    + " --certificate-identity, --certificate-oidc-issuer and --trusted-root; give all.");
        }
        return Optional.of(KeylessLoader.load().of(new KeylessPolicy(trustedRoot.get(), who.get(), by.get())));
    }

    private static Optional<Name> name(Optional<String> text, Optional<String> pattern, String option) {
        if (text.isPresent() && pattern.isPresent()) {
            throw new HullmarkException(option + " and " + option + "-regexp exclude each other.");
        }
        return text.map(t -> new Name(t, false)).or(() -> pattern.map(p -> new Name(p, true)));
    }

    /** Asks the registry; a bare name means the registry's image from here on, for engines keep no signatures. */
    static Verification verify(SignatureCheck check, SubjectOptions subject, boolean offline, Context context) {
        subject.fromRegistry();
        OpenOptions options = subject.openOptions(context, offline);
        try (Referrers referrers = Referrers.of(Target.parse(subject.target()).value(), options)) {
            return Verification.of(referrers, check);
        }
    }

    /** What was scanned must be what the registry was asked about: a tag may have moved between the two. */
    static void mustBe(String name, Digest asked, Inventory scanned) {
        if (!asked.toString().equals(scanned.subject().digest())) {
            throw new HullmarkException(name + " changed between what its registry says of it and the scan;"
                    + " scan it again, or by its digest.");
        }
    }
}
