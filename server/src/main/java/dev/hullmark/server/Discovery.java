package dev.hullmark.server;

import dev.hullmark.image.RegistryListing;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Database;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import java.nio.file.Path;
import java.time.Clock;
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
    private final Path temporary;
    private final Clock clock;

    Discovery(Database database, List<Registry> registries, Path data, Clock clock) {
        images = new Images(database);
        this.registries = registries;
        temporary = data.resolve("tmp");
        this.clock = clock;
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
        return new RegistryListing(host, registry.open(temporary));
    }

    private void note(
            RegistryListing listing,
            String host,
            String repository,
            String tag,
            String version,
            Jobs.Priority priority) {
        Instant now = clock.instant();
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
