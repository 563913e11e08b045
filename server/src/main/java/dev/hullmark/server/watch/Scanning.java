package dev.hullmark.server.watch;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Catalogers;
import dev.hullmark.catalog.Cataloging;
import dev.hullmark.catalog.LayerCache;
import dev.hullmark.image.Image;
import dev.hullmark.image.RegistryImages;
import dev.hullmark.match.EndOfLife;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.LicencePolicy;
import dev.hullmark.posture.Posture;
import dev.hullmark.server.judge.IndexJudging;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Task;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Jobs;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an image in a registry and keeps what it holds. Layers read before are not fetched again. */
public final class Scanning implements Task {
    private final Context context;
    private final Images images;
    private final Inventories inventories;
    private final Knowledge knowledge;
    private final List<Registry> registries;

    public Scanning(Context context, Knowledge knowledge, List<Registry> registries) {
        this.context = context;
        images = new Images(context.database());
        inventories = new Inventories(context.database());
        this.knowledge = knowledge;
        this.registries = registries;
    }

    /**
     * @param subject the image's id
     * @throws dev.hullmark.model.HullmarkException when it can't be read
     */
    @Override
    public void run(String subject) {
        long id = Long.parseLong(subject);
        Optional<Images.Image> image = images.byId(id);
        Optional<String> repository = images.repository(id);
        if (image.isEmpty() || repository.isEmpty()) {
            return; // nobody names it any more
        }
        images.status(id, Images.Status.RUNNING, "");
        keep(id, read(repository.get(), image.get().digest()));
    }

    @Override
    public boolean passing(RuntimeException e) {
        return Watching.trouble(e) || Task.super.passing(e);
    }

    @Override
    public void failed(Jobs.Job job, String reason, boolean again) {
        long id = Long.parseLong(job.subject());
        if (again) {
            images.status(id, Images.Status.QUEUED, reason);
        } else {
            images.failed(id, Images.Status.FAILED, reason, context.now());
        }
    }

    private Inventory read(String repository, String digest) {
        String host = repository.substring(0, Math.max(0, repository.indexOf('/')));
        Registry registry = registries.stream()
                .filter(r -> r.host().equals(host))
                .findFirst()
                .orElse(new Registry(host, false));
        List<Cataloger> catalogers = Catalogers.withSecrets();
        LayerCache cache = LayerCache.in(context.data().resolve("layers"), catalogers, catalogers);
        try (Image image = RegistryImages.open(repository + "@" + digest, registry.open(context.temporary()))) {
            return new Cataloging(catalogers, cache, false).catalog(image);
        }
    }

    /** Keeps an inventory with what is known of it now. */
    void keep(long id, Inventory inventory) {
        List<Finding> own =
                new ArrayList<>(Posture.check(inventory, LicencePolicy.NONE).findings());
        own.addAll(EndOfLife.judge(inventory, LocalDate.ofInstant(context.now(), ZoneOffset.UTC))
                .findings());
        knowledge.ask(index -> {
            inventories.put(id, inventory, own, new IndexJudging(index), context.now());
            return id;
        });
    }
}
