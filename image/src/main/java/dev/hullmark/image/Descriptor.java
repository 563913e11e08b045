package dev.hullmark.image;

import java.util.Map;
import java.util.Optional;

/**
 * A manifest's or index's reference to other bytes (OCI image-spec, descriptor.md; Docker's schema 2 is the same).
 *
 * @param mediaType as written, or ""
 * @param digest what the bytes must hash to
 * @param size of the bytes as claimed, never negative
 * @param platform in an index, where it says so
 * @param annotations by name
 */
public record Descriptor(
        String mediaType, Digest digest, long size, Optional<Platform> platform, Map<String, String> annotations) {

    public Descriptor {
        annotations = Map.copyOf(annotations);
    }

    /** The name the layout or archive gives the image, or "". */
    String refName() {
        String full = annotations.getOrDefault("io.containerd.image.name", "");
        return full.isEmpty() ? annotations.getOrDefault("org.opencontainers.image.ref.name", "") : full;
    }

    /** Whether it stands for no image but for what a build attests about one. */
    public boolean isAttestation() {
        return platform.map(Platform::unknown).orElse(false)
                || annotations.getOrDefault("vnd.docker.reference.type", "").equals("attestation-manifest");
    }

    /** Whether it is a base layer of Windows, which may not be passed on and is kept outside of registries. */
    boolean isForeign() {
        return mediaType.contains("foreign") || mediaType.contains("nondistributable");
    }
}
