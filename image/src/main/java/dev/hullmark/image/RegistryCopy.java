package dev.hullmark.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies an image, or an index with all its images, from one repository to another: byte by byte, so that its digest stays.
 * Blobs of the same registry are mounted and not sent.
 */
public final class RegistryCopy {
    private RegistryCopy() {}

    /**
     * @param source {@code registry.example.com/team/app@sha256:…}
     * @param target repository with its registry
     * @param replace whether a tag that stands for something else may be moved
     * @return false when the tag stood for it already
     * @throws RegistryException when a registry refuses or is in trouble, or the tag may not be moved
     */
    public static boolean copy(
            String source, OpenOptions reading, String target, String tag, boolean replace, OpenOptions writing) {
        return copy(source, reading, target, tag, replace, writing, RegistrySettings.ofProcess());
    }

    static boolean copy(
            String source,
            OpenOptions reading,
            String target,
            String tag,
            boolean replace,
            OpenOptions writing,
            RegistrySettings settings) {
        RegistryReference from = RegistryReference.parse(source);
        Digest digest = from.digest()
                .orElseThrow(() -> new ImageException("'" + source + "' names no digest; only that is copied."));
        RegistryReference to = RegistryReference.parse(target);
        if (!RegistryReference.isTag(tag)) {
            throw new ImageException("'" + tag + "' is no tag: letters, digits and _ . - only, at most 128.");
        }
        String mount = from.registry().equals(to.registry()) ? from.repository() : "";
        List<String> read = mount.isEmpty() ? List.of() : List.of(mount);
        try (RegistryClient client = new RegistryClient(from, reading, settings);
                RegistryPush push = new RegistryPush(target, read, writing, settings)) {
            Optional<Digest> there = push.manifest(tag);
            if (there.isPresent() && there.get().equals(digest)) {
                return false;
            }
            if (there.isPresent() && !replace) {
                throw new RegistryException(
                        target + ":" + tag + " stands for another image, " + there.get() + ", and may not be moved.");
            }
            new Copying(client, push, mount).manifest(digest, tag, 0);
            return true;
        }
    }

    private static final class Copying {
        private final RegistryClient client;
        private final RegistryPush push;
        private final String mount;
        private int manifests;

        Copying(RegistryClient client, RegistryPush push, String mount) {
            this.client = client;
            this.push = push;
            this.mount = mount;
        }

        /** What a manifest names goes first: no registry takes it before. */
        void manifest(Digest digest, String version, int depth) {
            if (depth > Limits.INDEX_DEPTH || ++manifests > Limits.INDEX_MANIFESTS) {
                throw new RegistryException("The index holds indexes without end, and is not copied.");
            }
            String what = "manifest " + digest;
            byte[] bytes = client.find("/manifests/" + digest, RegistryClient.MANIFEST_TYPES, Limits.MANIFEST, what)
                    .orElseThrow(() -> new RegistryException("The " + what + " is gone.", RegistryException.Why.ABSENT))
                    .bytes();
            digest.verify(bytes, what);
            Manifests.Document document = Manifests.parse(bytes, what);
            switch (document) {
                case Manifests.Index index ->
                    index.manifests()
                            .forEach(one -> manifest(one.digest(), one.digest().toString(), depth + 1));
                case Manifests.Manifest image -> blobs(image);
            }
            push.manifest(version, mediaType(bytes, document), bytes);
        }

        private void blobs(Manifests.Manifest image) {
            List<Descriptor> blobs = new ArrayList<>(image.layers());
            blobs.add(image.config());
            for (Descriptor blob : Set.copyOf(blobs)) {
                if (!blob.isForeign()) {
                    push.blob(blob.digest(), blob.size(), mount, () -> client.open(blob.digest(), 0));
                }
            }
        }

        /** As it says itself; OCI's own need not. */
        private static String mediaType(byte[] bytes, Manifests.Document document) {
            String said =
                    Json.parse(bytes).orElse(Json.NOTHING).get("mediaType").text();
            if (!said.isEmpty()) {
                return said;
            }
            return document instanceof Manifests.Index
                    ? "application/vnd.oci.image.index.v1+json"
                    : "application/vnd.oci.image.manifest.v1+json";
        }
    }
}
