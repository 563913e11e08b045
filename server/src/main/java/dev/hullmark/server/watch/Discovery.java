package dev.hullmark.server.watch;

import dev.hullmark.image.RegistryException;
import dev.hullmark.image.RegistryListing;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.ListedTags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds out which images a registry has, queues those that were never read, and ends the names of what it has no more. */
final class Discovery {
    /** What tools keep about images under tags of its own: the referrers' fallback, and cosign's. */
    private static final Pattern ABOUT_IMAGES = Pattern.compile("sha256-[0-9a-f]{64}(\\..+)?");

    /** Failures told one by one. */
    private static final int TOLD = 5;

    private final Images images;
    private final ListedTags tags;
    private final List<Registry> registries;
    private final Watched watched;
    private final Context context;

    Discovery(Context context, List<Registry> registries, Watched watched) {
        this.watched = watched;
        images = new Images(context.database());
        tags = new ListedTags(context.database());
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
        List<String> repositories = listing.repositories();
        for (String repository : repositories) {
            if (watched.repositories().has(host + "/" + repository)) {
                repository(listing, host, repository, failed);
            }
        }
        for (String name : tags.repositories(host)) {
            String repository = name.substring(host.length() + 1);
            if (watched.repositories().has(name) && !repositories.contains(repository)) {
                gone(listing, name, repository, failed);
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
            List<String> listed = listing.tags(repository);
            int _ = tags.end(host + "/" + repository, Set.copyOf(listed), context.now());
            for (String tag : listed) {
                try {
                    if (isImage(tag) && watched.has(host + "/" + repository, tag)) {
                        note(host, repository, tag, listing.resolve(repository, tag), Jobs.Priority.SCHEDULED);
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

    /** The catalogue has it no more: some leave out what has no tags, some have no catalogue, so it is asked itself. */
    private void gone(RegistryListing listing, String name, String repository, List<String> failed) {
        try {
            int _ = tags.end(name, Set.copyOf(listing.tags(repository)), context.now());
        } catch (HullmarkException e) {
            failed.add(String.valueOf(e.getMessage()));
        }
    }

    /** Looks at what was pushed. The tag may have moved on since: then it is named by its digest alone. */
    void pushed(Pushed pushed) {
        String repository = pushed.repository();
        String tag = pushed.tag().isEmpty() ? pushed.digest() : pushed.tag();
        if (!watched.has(pushed.host() + "/" + repository, tag)) {
            return;
        }
        RegistryListing listing = listing(pushed.host());
        Optional<RegistryListing.Resolved> now = now(listing, repository, tag)
                .filter(resolved -> resolved.digest().toString().equals(pushed.digest()));
        note(
                pushed.host(),
                repository,
                now.isPresent() ? tag : pushed.digest(),
                now.orElseGet(() -> listing.resolve(repository, pushed.digest())),
                Jobs.Priority.PUSHED);
    }

    private static Optional<RegistryListing.Resolved> now(RegistryListing listing, String repository, String tag) {
        try {
            return Optional.of(listing.resolve(repository, tag));
        } catch (RegistryException e) {
            if (e.why() == RegistryException.Why.ABSENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private RegistryListing listing(String host) {
        Registry registry = registry(host)
                .orElseThrow(() -> new HullmarkException("The registry " + host + " is not watched any more."));
        return new RegistryListing(host, registry.open(context.temporary()));
    }

    private void note(
            String host, String repository, String tag, RegistryListing.Resolved resolved, Jobs.Priority priority) {
        String name = host + "/" + repository;
        Optional<Jobs.Priority> scan = watched.manual().has(name) ? Optional.empty() : Optional.of(priority);
        List<RegistryListing.Found> found = resolved.images();
        List<String> platforms = PlatformNames.of(found);
        List<Images.Version> versions = IntStream.range(0, found.size())
                .mapToObj(i -> new Images.Version(
                        platforms.get(i),
                        found.get(i).digest().toString(),
                        found.get(i).unsupported().isEmpty() ? scan : Optional.empty()))
                .toList();
        List<Images.Registered> known = register(name, tag, versions);
        for (int i = 0; i < found.size(); i++) {
            String why = found.get(i).unsupported();
            // Told once, when it is first seen.
            if (!why.isEmpty() && known.get(i).added()) {
                images.failed(known.get(i).id(), Images.Status.UNSUPPORTED, why, context.now());
            }
        }
        if (found.stream().noneMatch(one -> one.digest().equals(resolved.digest()))) {
            images.indexed(
                    resolved.digest().toString(),
                    known.stream().map(Images.Registered::id).toList());
        }
    }

    /** A tag stands for all of them together; a digest for itself alone, for ever. */
    private List<Images.Registered> register(String name, String tag, List<Images.Version> versions) {
        Instant now = context.now();
        if (!tag.startsWith("sha256:")) {
            return images.set(name, tag, versions, now);
        }
        return versions.stream()
                .map(one -> images.register(name, one.digest(), one.platform(), one.digest(), one.scan(), now))
                .toList();
    }
}
