package dev.hullmark.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a reference to the one manifest of the wanted platform, through indexes and indexes in them. */
final class RegistryManifests {
    private final RegistrySource client;
    private final RegistryReference reference;
    private final Optional<Platform> asked;
    private int fetched;

    /** @param asked the platform the user wants; without one it is that of this machine, or the only one there is */
    RegistryManifests(RegistrySource client, RegistryReference reference, Optional<Platform> asked) {
        this.client = client;
        this.reference = reference;
        this.asked = asked;
    }

    /**
     * A manifest and what its bytes hash to.
     *
     * @param path the digests from what the reference names down to the manifest's own, each checked
     * @param beside what the index that names it names too
     */
    record Chosen(Manifests.Manifest manifest, Digest digest, List<Digest> path, List<Descriptor> beside) {
        Chosen {
            path = List.copyOf(path);
            beside = List.copyOf(beside);
        }
    }

    Chosen choose() {
        return choose(reference.version(), 0, new ArrayList<>(), List.of());
    }

    private Chosen choose(String version, int depth, List<Digest> path, List<Descriptor> beside) {
        if (depth > Limits.INDEX_DEPTH || ++fetched > Limits.INDEX_MANIFESTS) {
            throw new RegistryException(
                    reference.registry() + " names " + reference + " by indexes in indexes without end.");
        }
        RegistryClient.Fetched answer = client.manifest(version);
        path.add(answer.digest());
        return switch (answer.document()) {
            case Manifests.Manifest manifest -> new Chosen(manifest, answer.digest(), path, beside);
            case Manifests.Index index -> choose(pick(index).digest().toString(), depth + 1, path, index.manifests());
        };
    }

    private Descriptor pick(Manifests.Index index) {
        List<Descriptor> images = new ArrayList<>();
        for (Descriptor one : index.manifests()) {
            if (!one.isAttestation()) {
                images.add(one);
            }
        }
        Platform wanted = asked.orElseGet(Platform::ofThisMachine);
        for (Descriptor one : images) {
            if (one.platform().isPresent() && wanted.accepts(one.platform().get())) {
                return one;
            }
        }
        // An index in an index, or a lone image whose platform is only in its configuration.
        if (images.size() == 1
                && (asked.isEmpty() || images.getFirst().platform().isEmpty())) {
            return images.getFirst();
        }
        List<String> offered = new ArrayList<>();
        for (Descriptor one : images) {
            one.platform().ifPresent(platform -> offered.add(platform.toString()));
        }
        throw new RegistryException(reference + " is not there for " + wanted + ", only for "
                + (offered.isEmpty() ? "unnamed platforms" : String.join(", ", offered)) + "; choose with --platform.");
    }
}
