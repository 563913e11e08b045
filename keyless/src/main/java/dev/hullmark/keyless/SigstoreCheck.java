package dev.hullmark.keyless;

import dev.hullmark.signature.SignatureCheck;
import dev.hullmark.signature.Signed;
import java.util.Optional;

/** One policy's check, of either format. */
final class SigstoreCheck implements SignatureCheck {
    private final String signer;
    private final BundledSignature bundled;
    private final AnnotatedSignature annotated;

    SigstoreCheck(String signer, Trust trust) {
        this.signer = signer;
        bundled = new BundledSignature(trust);
        annotated = new AnnotatedSignature(trust);
    }

    @Override
    public String signer() {
        return signer;
    }

    @Override
    public Optional<String> objection(Signed signed) {
        try {
            return switch (signed) {
                case Signed.SimpleSigning simple -> annotated.objection(simple);
                case Signed.Bundle bundle -> bundled.objection(bundle);
            };
        } catch (RuntimeException e) {
            // The library's answer to what nobody would write by mistake.
            return Optional.of("it is malformed");
        }
    }
}
