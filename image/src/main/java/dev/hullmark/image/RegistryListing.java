package dev.hullmark.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a registry holds: its repositories, their tags, and the images that a tag stands for now (OCI distribution-spec,
 * "Content Discovery"; Docker's registry API, "Catalog"). Asks again with each call.
 */
public final class RegistryListing {
    private static final int PAGE = 100;

    private final String registry;
    private final OpenOptions options;
    private final RegistrySettings settings;

    /**
     * @param registry host and port, as in references: {@code registry.example.com:5000}
     * @throws ImageException when it is none
     */
    public RegistryListing(String registry, OpenOptions options) {
        this(registry, options, RegistrySettings.ofProcess());
    }

    RegistryListing(String registry, OpenOptions options, RegistrySettings settings) {
        if (!RegistryReference.isHost(registry)) {
            throw new ImageException("'" + registry + "' is no registry; write it like registry.example.com:5000.");
        }
        this.registry = registry;
        this.options = options;
        this.settings = settings;
    }

    /**
     * One image behind a name.
     *
     * @param digest of its manifest
     * @param platform where the index it stands in says so
     * @param unsupported why nobody can read it here (schema 1, no manifest at all, an index with too much in it), or ""
     */
    public record Found(Digest digest, Optional<Platform> platform, String unsupported) {}

    /** Every repository, in the registry's order. */
    public List<String> repositories() {
        try (RegistryClient client = RegistryClient.ofCatalogue(registry, options, settings)) {
            return list(client, "/_catalog", "repositories", "catalogue", RegistryReference::isRepository);
        }
    }

    /** Every tag of a repository; none when it is gone. */
    public List<String> tags(String repository) {
        try (RegistryClient client = client(repository)) {
            return list(client, "/tags/list", "tags", "tags of " + repository, RegistryReference::isTag);
        }
    }

    /**
     * The images behind a tag or digest: itself, or those of an index, nested ones too. Attestations, which builders put
     * beside them for a platform that nothing runs on, are none, and neither is what is attached to an image. An index
     * that is not followed to its end is itself found, as unsupported.
     */
    public List<Found> images(String repository, String version) {
        return resolve(repository, version).images();
    }

    /**
     * What a tag or digest stands for now.
     *
     * @param digest of the image's manifest, or of the index
     * @param images as {@link #images} has them
     */
    public record Resolved(Digest digest, List<Found> images) {
        public Resolved {
            images = List.copyOf(images);
        }
    }

    public Resolved resolve(String repository, String version) {
        try (RegistryClient client = client(repository)) {
            return new IndexWalk(client, registry).resolve(version);
        }
    }

    private RegistryClient client(String repository) {
        if (!RegistryReference.isRepository(repository)) {
            throw new ImageException("'" + repository + "' is no repository of a registry.");
        }
        return new RegistryClient(new RegistryReference(registry, repository, "", Optional.empty()), options, settings);
    }

    private List<String> list(RegistryClient client, String path, String field, String what, Predicate<String> isName) {
        List<String> all = new ArrayList<>();
        String next = path + "?n=" + PAGE;
        while (!next.isEmpty()) {
            Optional<RegistryClient.Answer> answer = client.find(next, "application/json", Limits.MANIFEST, what);
            if (answer.isEmpty()) {
                return all;
            }
            List<String> names = Json.parse(answer.get().bytes())
                    .map(json -> json.get(field).texts())
                    .orElseThrow(() -> new RegistryException("The registry " + registry + " sent no " + what + "."));
            names.stream().filter(isName).forEach(all::add);
            if (all.size() > Limits.REGISTRY_NAMES) {
                throw new RegistryException("The registry " + registry + " has more than " + Limits.REGISTRY_NAMES + " "
                        + field + "; watch fewer.");
            }
            // A page that adds nothing would be followed by itself for ever.
            next = names.isEmpty()
                    ? ""
                    : RegistryLink.next(answer.get().link(), path).orElse("");
        }
        return all;
    }
}
