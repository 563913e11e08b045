package dev.hullmark.server.watch;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Catalogers;
import dev.hullmark.catalog.Cataloging;
import dev.hullmark.catalog.Flights;
import dev.hullmark.catalog.LayerCache;
import dev.hullmark.image.Digest;
import dev.hullmark.image.Image;
import dev.hullmark.image.RegistryException;
import dev.hullmark.image.RegistryImages;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.server.judge.Keeping;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Task;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Jobs;
import java.util.List;
import java.util.Optional;

/** Reads an image in a registry and keeps what it holds. Layers read before are not fetched again. */
public final class Scanning implements Task {
    private final Context context;
    private final Images images;
    private final Keeping keeping;
    private final List<Registry> registries;
    private final long largestLayer;
    private final List<String> next;
    private final Jobs jobs;
    private final Catalogued catalogued = new Catalogued();
    private final Flights flights = new Flights();

    /**
     * @param largestLayer in bytes as it is sent: an image with a larger one is not read
     * @param next kinds of jobs that are done with an image when it was read
     */
    public Scanning(Context context, Keeping keeping, List<Registry> registries, long largestLayer, List<String> next) {
        this.next = List.copyOf(next);
        jobs = new Jobs(context.database());
        this.context = context;
        images = new Images(context.database());
        this.keeping = keeping;
        this.registries = registries;
        this.largestLayer = largestLayer;
    }

    /** Where an image can be read. */
    private record Place(Registry registry, String repository) {}

    /**
     * @param subject the image's id
     * @throws HullmarkException when it can't be read
     */
    @Override
    public void run(String subject) {
        long id = Long.parseLong(subject);
        Optional<Images.Image> image = images.byId(id);
        if (image.isEmpty()) {
            return;
        }
        Place place = place(id);
        images.status(id, Images.Status.RUNNING, "");
        try {
            boolean _ = keeping.keep(id, read(place, image.get().digest()));
            next.forEach(kind -> jobs.addOnceMore(kind, subject, Jobs.Priority.SCHEDULED, context.now()));
        } catch (RegistryException e) {
            switch (e.why()) {
                case UNSUPPORTED -> ended(image.get(), Images.Status.UNSUPPORTED, e);
                case TOO_LARGE -> ended(image.get(), Images.Status.TOO_LARGE, e);
                default -> throw e;
            }
        }
    }

    /** Whatever registry a name speaks of, only those that are watched are asked. */
    private Place place(long image) {
        for (String repository : images.repositories(image)) {
            String host = repository.substring(0, Math.max(0, repository.indexOf('/')));
            Optional<Registry> watched =
                    registries.stream().filter(r -> r.host().equals(host)).findFirst();
            if (watched.isPresent()) {
                return new Place(watched.get(), repository);
            }
        }
        throw new HullmarkException("No registry that is watched has this image; it can't be read here.");
    }

    /** Whether a registry that is watched has or had it. */
    public boolean readable(long image) {
        return images.repositories(image).stream()
                .anyMatch(name -> registries.stream().anyMatch(r -> name.startsWith(r.host() + "/")));
    }

    @Override
    public boolean passing(RuntimeException e) {
        return Watching.trouble(e) || Task.super.passing(e);
    }

    @Override
    public void failed(Jobs.Job job, String reason, boolean again) {
        long id = Long.parseLong(job.subject());
        images.byId(id).ifPresent(image -> {
            if (again) {
                images.status(id, known(image) ? Images.Status.DONE : Images.Status.QUEUED, reason);
            } else {
                end(image, Images.Status.FAILED, reason);
            }
        });
    }

    private void ended(Images.Image image, Images.Status status, RuntimeException e) {
        end(image, status, String.valueOf(e.getMessage()));
    }

    /** What is known of an image is not forgotten because it can't be read again. */
    private void end(Images.Image image, Images.Status status, String reason) {
        images.failed(
                image.id(),
                known(image) ? Images.Status.DONE : status,
                known(image) ? "It could not be read again: " + reason : reason,
                context.now());
    }

    private static boolean known(Images.Image image) {
        return image.scannedAt().isPresent();
    }

    private Inventories.Reading read(Place place, String digest) {
        List<Cataloger> catalogers = Catalogers.withSecrets();
        LayerCache cache = LayerCache.in(context.data().resolve("layers"), catalogers, catalogers);
        String reference = place.repository() + "@" + digest;
        try (Image image = RegistryImages.open(reference, place.registry().open(context.temporary()))) {
            if (image.largestLayer() > largestLayer) {
                throw new RegistryException(
                        "A layer of it takes " + image.largestLayer() + " bytes, more than the " + largestLayer
                                + " that --largest-layer allows.",
                        RegistryException.Why.TOO_LARGE);
            }
            Inventory inventory = new Cataloging(catalogers, cache, false, flights).catalog(image);
            return new Inventories.Reading(
                    inventory,
                    Images.Source.REGISTRY,
                    image.configDigest().map(Digest::toString).orElse(""),
                    catalogued.line(inventory));
        }
    }
}
