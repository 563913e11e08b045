package dev.hullmark.image;

import java.util.Map;

/**
 * Something a registry keeps about an image: a signature, an SBOM, a statement.
 *
 * @param about the manifest or index it is about; it is only claimed that it is, unless a signature says so
 * @param via how it was found
 * @param manifest the digest of the manifest that holds it
 * @param artifactType what the manifest says it is, or ""
 * @param blob where its bytes are, with their media type and annotations
 * @param annotations of the manifest
 */
public record Attachment(
        Digest about, Via via, Digest manifest, String artifactType, Descriptor blob, Map<String, String> annotations) {

    public enum Via {
        /** The referrers API (OCI distribution-spec 1.1). */
        REFERRERS,
        /** The tag {@code sha256-HEX} that stands in for it. */
        REFERRERS_TAG,
        /** Cosign's tags {@code sha256-HEX.sig}, {@code .att} and {@code .sbom}. */
        COSIGN_TAG,
        /** Beside the image in its index, as BuildKit does. */
        INDEX
    }

    public Attachment {
        annotations = Map.copyOf(annotations);
    }

    /** What an in-toto statement in it is said to state, or "". */
    public String predicateType() {
        for (String name :
                new String[] {"in-toto.io/predicate-type", "predicateType", "dev.sigstore.bundle.predicateType"}) {
            String value = blob.annotations().getOrDefault(name, annotations.getOrDefault(name, ""));
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
