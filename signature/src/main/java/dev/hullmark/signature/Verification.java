package dev.hullmark.signature;

import dev.hullmark.image.Attachment;
import dev.hullmark.image.Digest;
import dev.hullmark.image.ImageException;
import dev.hullmark.image.Referrers;
import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of looking for a signature of an image.
 *
 * @param name the image, as a reference
 * @param image the digest of the manifest that a scan of it reads
 * @param signed the digest that the accepted signature is about: the image's, or that of an index that names it; empty
 *     when no signature was accepted
 * @param signer whose signature was looked for
 * @param objections why signatures were not accepted, a clause each
 */
public record Verification(String name, Digest image, Optional<Digest> signed, String signer, List<String> objections) {
    private static final Set<String> TYPES =
            Set.of("", "application/vnd.dev.cosign.artifact.sig.v1+json", "application/vnd.oci.image.config.v1+json");

    public Verification {
        objections = List.copyOf(objections);
    }

    public boolean good() {
        return signed.isPresent();
    }

    /** In one sentence, for people. */
    public String sentence() {
        if (signed.isPresent()) {
            return name + " is signed by " + signer + " (" + signed.get() + ").";
        }
        return name + " has no valid signature by " + signer + ": "
                + (objections.isEmpty() ? "it has no signature at all" : String.join("; ", objections)) + ".";
    }

    /**
     * Looks at the image's signatures until one is good.
     *
     * @throws dev.hullmark.model.HullmarkException when the registry can't tell which there are
     */
    public static Verification of(Referrers referrers, SignatureCheck check) {
        Referrers.Found found = referrers.list(Verification::mayBeSignature);
        List<String> objections = new ArrayList<>();
        int looked = 0;
        int unsaid = 0;
        for (Attachment attachment : found.attachments()) {
            if (!isSignature(attachment)) {
                continue;
            }
            if (++looked > Limits.SIGNATURES) {
                objections.add(
                        "more than " + Limits.SIGNATURES + " signatures are attached; the rest was not looked at");
                break;
            }
            Optional<String> objection = objection(referrers, attachment, check);
            if (objection.isEmpty()) {
                return new Verification(
                        referrers.name(),
                        referrers.image(),
                        Optional.of(attachment.about()),
                        check.signer(),
                        List.of());
            }
            if (objections.contains(objection.get())) {
                continue;
            }
            if (objections.size() < Limits.REASONS) {
                objections.add(objection.get());
            } else {
                unsaid++;
            }
        }
        if (unsaid > 0) {
            objections.add("and " + unsaid + " more reasons");
        }
        for (Coverage gap : found.gaps()) {
            objections.add(gap.reason());
        }
        return new Verification(referrers.name(), referrers.image(), Optional.empty(), check.signer(), objections);
    }

    private static Optional<String> objection(Referrers referrers, Attachment attachment, SignatureCheck check) {
        byte[] bytes;
        try {
            bytes = referrers.read(attachment, Limits.SIGNED);
        } catch (ImageException e) {
            return Optional.of("a signature can't be read (" + attachment.blob().digest() + ")");
        }
        Signed signed = attachment.blob().mediaType().equals(Signed.SimpleSigning.MEDIA_TYPE)
                ? new Signed.SimpleSigning(attachment, bytes)
                : new Signed.Bundle(attachment, bytes);
        return check.objection(signed).or(signed::objection);
    }

    private static boolean mayBeSignature(String artifactType) {
        return TYPES.contains(artifactType) || artifactType.startsWith(Signed.Bundle.MEDIA_TYPE);
    }

    private static boolean isSignature(Attachment attachment) {
        String type = attachment.blob().mediaType();
        return type.equals(Signed.SimpleSigning.MEDIA_TYPE) || type.startsWith(Signed.Bundle.MEDIA_TYPE);
    }
}
