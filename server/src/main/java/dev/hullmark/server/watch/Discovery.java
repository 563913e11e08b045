package dev.hullmark.server.watch;

import dev.hullmark.image.RegistryListing;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out which images a registry has, and queues those that were never read. */
final class Discovery {
    /** What tools keep about images under tags of its own: the referrers' fallback, and cosign's. */
    private static final Pattern ABOUT_IMAGES = Pattern.compile("sha256-[0-9a-f]{64}(\\..+)?");

    /** Failures told one by one. */
    private static final int TOLD = 5;

    private final Images images;
    private final List<Registry> registries;
    private final Watched watched;
    private final Context context;

    Discovery(Context context, List<Registry> registries, Watched watched) {
        this.watched = watched;
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

    /** Looks at a whole registry; what fails, a repository or a tag, costs itself. */
    void everything(String host) {
        RegistryListing listing = listing(host);
        List<String> failed = new ArrayList<>();
        for (String repository : listing.repositories()) {
            if (watched.repositories().has(host + "/" + repository)) {
                repository(listing, host, repository, failed);
            }
        }
        if (!failed.isEmpty()) {
            String some = String.join("; ", failed.subList(0, Math.min(TOLD, failed.size())));
            throw new HullmarkException(
                    failed.size() > TOLD ? some + "; and " + (failed.size() - TOLD) + " more." : some);
        }
    }

    private void repository(RegistryListing listing, String host, String repository, List<String> failed) {
        try {
            for (String tag : listing.tags(repository)) {
                try {
                    if (isImage(tag) && watched.has(host + "/" + repository, tag)) {
                        note(listing, host, repository, tag, tag, Jobs.Priority.SCHEDULED);
                    }
                } catch (HullmarkException e) {
                    if (Watching.trouble(e)) {
                        throw e;
                    }
                    failed.add(String.valueOf(e.getMessage()));
                }
            }
        } catch (HullmarkException e) {
            failed.add(String.valueOf(e.getMessage()));
        }
    }

    /** Looks at what was pushed, by its digest: the tag may have moved on. */
    void pushed(Pushed pushed) {
        String tag = pushed.tag().isEmpty() ? pushed.digest() : pushed.tag();
        if (!watched.has(pushed.host() + "/" + pushed.repository(), tag)) {
            return;
        }
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
        RegistryListing.Resolved resolved = listing.resolve(repository, version);
        List<RegistryListing.Found> found = resolved.images();
        List<Long> ids = new ArrayList<>();
        for (RegistryListing.Found one : found) {
            String platform = found.size() == 1
                    ? ""
                    : one.platform()
                            .map(p -> p.os() + "/" + p.architecture()
                                    + (p.variant().isEmpty() ? "" : "/" + p.variant()))
                            .orElse("");
            String digest = one.digest().toString();
            String named = tag.startsWith("sha256:") ? digest : tag;
            String name = host + "/" + repository;
            if (!one.unsupported().isEmpty()) {
                ids.add(unsupported(name, named, platform, digest, one.unsupported(), now));
            } else {
                Optional<Jobs.Priority> scan = watched.manual().has(name) ? Optional.empty() : Optional.of(priority);
                ids.add(images.register(name, named, platform, digest, scan, now)
                        .id());
            }
        }
        if (found.stream().noneMatch(one -> one.digest().equals(resolved.digest()))) {
            images.indexed(resolved.digest().toString(), ids);
        }
    }

    /** Told once, when it is first seen. */
    private long unsupported(String name, String tag, String platform, String digest, String why, Instant now) {
        Images.Registered known = images.register(name, tag, platform, digest, Optional.empty(), now);
        if (known.added()) {
            images.failed(known.id(), Images.Status.UNSUPPORTED, why, now);
        }
        return known.id();
    }
}
