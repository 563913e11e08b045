package dev.hullmark.server.watch;

import dev.hullmark.image.RegistryListing;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out which images a registry has, and queues those that were never read. */
final class Discovery {
    /** What tools keep about images under tags of its own: the referrers' fallback, and cosign's. */
    private static final Pattern ABOUT_IMAGES = Pattern.compile("sha256-[0-9a-f]{64}(\\..+)?");

    private final Images images;
    private final List<Registry> registries;
    private final Context context;

    Discovery(Context context, List<Registry> registries) {
        images = new Images(context.database());
        this.registries = registries;
        this.context = context;
    }

    /** Whether a tag names an image, and not something kept about one. */
    static boolean isImage(String tag) {
        return !ABOUT_IMAGES.matcher(tag).matches();
    }

    Optional<Registry> registry(String host) {
        return registries.stream().filter(r -> r.host().equals(host)).findFirst();
    }

    /** Looks at a whole registry; a repository that fails costs itself. */
    void everything(String host) {
        RegistryListing listing = listing(host);
        StringBuilder failed = new StringBuilder();
        for (String repository : listing.repositories()) {
            try {
                for (String tag : listing.tags(repository)) {
                    if (isImage(tag)) {
                        note(listing, host, repository, tag, tag, Jobs.Priority.SCHEDULED);
                    }
                }
            } catch (HullmarkException e) {
                failed.append(failed.isEmpty() ? "" : "; ").append(e.getMessage());
            }
        }
        if (!failed.isEmpty()) {
            throw new HullmarkException(failed.toString());
        }
    }

    /** Looks at what was pushed, by its digest: the tag may have moved on. */
    void pushed(Pushed pushed) {
        String tag = pushed.tag().isEmpty() ? pushed.digest() : pushed.tag();
        note(listing(pushed.host()), pushed.host(), pushed.repository(), tag, pushed.digest(), Jobs.Priority.PUSHED);
    }

    private RegistryListing listing(String host) {
        Registry registry = registry(host)
                .orElseThrow(() -> new HullmarkException("The registry " + host + " is not watched any more."));
        return new RegistryListing(host, registry.open(context.temporary()));
    }

    private void note(
            RegistryListing listing,
            String host,
            String repository,
            String tag,
            String version,
            Jobs.Priority priority) {
        Instant now = context.now();
        List<RegistryListing.Found> found = listing.images(repository, version);
        for (RegistryListing.Found one : found) {
            String platform = found.size() == 1
                    ? ""
                    : one.platform()
                            .map(p -> p.os() + "/" + p.architecture()
                                    + (p.variant().isEmpty() ? "" : "/" + p.variant()))
                            .orElse("");
            String digest = one.digest().toString();
            String named = tag.startsWith("sha256:") ? digest : tag;
            images.register(host + "/" + repository, named, platform, digest, Optional.of(priority), now);
        }
    }
}
