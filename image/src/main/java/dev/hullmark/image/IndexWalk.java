package dev.hullmark.image;

import dev.hullmark.image.RegistryListing.Found;
import dev.hullmark.image.RegistryListing.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The images behind one name, through indexes. Whoever trusts a name trusts all that an engine may run by it, so nothing
 * is passed over in silence: what is not followed is found, with the reason.
 */
final class IndexWalk {
    private final RegistryClient client;
    private final String registry;
    private final List<Found> found = new ArrayList<>();
    private int seen;

    IndexWalk(RegistryClient client, String registry) {
        this.client = client;
        this.registry = registry;
    }

    Resolved resolve(String version) {
        byte[] bytes = fetch(version);
        Digest digest = Digest.of(bytes);
        // In an index it is never looked for: engines run what an index names, attached or not.
        if (!isAttached(bytes)) {
            manifest(digest, bytes, Optional.empty(), 0);
        }
        return new Resolved(digest, found);
    }

    private byte[] fetch(String version) {
        byte[] bytes = client.find(
                        "/manifests/" + version, RegistryClient.MANIFEST_TYPES, Limits.MANIFEST, "manifest " + version)
                .orElseThrow(() -> new RegistryException(
                        "The registry " + registry + " has no manifest " + version + " any more.",
                        RegistryException.Why.ABSENT))
                .bytes();
        Digest.parse(version).ifPresent(named -> named.verify(bytes, "manifest " + version));
        return bytes;
    }

    private void manifest(Digest digest, byte[] bytes, Optional<Platform> platform, int depth) {
        Manifests.Document document;
        try {
            document = Manifests.parse(bytes, "manifest " + digest);
        } catch (ImageException e) {
            found.add(new Found(digest, platform, String.valueOf(e.getMessage())));
            return;
        }
        switch (document) {
            case Manifests.Manifest _ -> found.add(new Found(digest, platform, ""));
            case Manifests.Index index -> index(digest, index, platform, depth);
        }
    }

    private void index(Digest digest, Manifests.Index index, Optional<Platform> platform, int depth) {
        for (Descriptor one : index.manifests()) {
            if (++seen > Limits.INDEX_MANIFESTS) {
                String reason = "The index " + digest + " has more than " + Limits.INDEX_MANIFESTS
                        + " entries, nested ones counted; not all of them are known.";
                found.add(new Found(digest, platform, reason));
                return;
            }
            boolean nested =
                    one.mediaType().contains("index") || one.mediaType().contains("manifest.list");
            if (isAttestation(one)) {
                continue;
            }
            if (!nested) {
                found.add(new Found(one.digest(), one.platform(), ""));
            } else if (depth < Limits.INDEX_DEPTH) {
                manifest(one.digest(), fetch(one.digest().toString()), one.platform(), depth + 1);
            } else {
                String reason = "It is an index inside more than " + Limits.INDEX_DEPTH + " others.";
                found.add(new Found(one.digest(), one.platform(), reason));
            }
        }
    }

    /** The annotation alone would hide anything from us that engines run all the same. */
    private static boolean isAttestation(Descriptor one) {
        return one.annotations().containsKey("vnd.docker.reference.type")
                && one.platform().filter(Platform::runsNowhere).isPresent();
    }

    /** Whether a manifest is about another one: a signature or an SBOM of an image is none. */
    private static boolean isAttached(byte[] bytes) {
        return Json.parse(bytes).orElse(Json.NOTHING).get("subject").isObject();
    }
}
