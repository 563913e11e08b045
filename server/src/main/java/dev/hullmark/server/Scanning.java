package dev.hullmark.server;

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
import dev.hullmark.store.Database;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an image in a registry and keeps what it holds. Layers read before are not fetched again. */
final class Scanning {
    private final Images images;
    private final Inventories inventories;
    private final Knowledge knowledge;
    private final List<Registry> registries;
    private final Path data;
    private final Clock clock;

    Scanning(Database database, Knowledge knowledge, List<Registry> registries, Path data, Clock clock) {
        images = new Images(database);
        inventories = new Inventories(database);
        this.knowledge = knowledge;
        this.registries = registries;
        this.data = data;
        this.clock = clock;
    }

    /**
     * @param id the image's
     * @throws dev.hullmark.model.HullmarkException when it can't be read
     */
    void scan(long id) {
        Optional<Images.Image> image = images.byId(id);
        Optional<String> repository = images.repository(id);
        if (image.isEmpty() || repository.isEmpty()) {
            return; // nobody names it any more
        }
        images.status(id, Images.Status.RUNNING, "");
        keep(id, read(repository.get(), image.get().digest()));
    }

    private Inventory read(String repository, String digest) {
        Path temporary = data.resolve("tmp");
        String host = repository.substring(0, Math.max(0, repository.indexOf('/')));
        Registry registry = registries.stream()
                .filter(r -> r.host().equals(host))
                .findFirst()
                .orElse(new Registry(host, false));
        List<Cataloger> catalogers = Catalogers.withSecrets();
        LayerCache cache = LayerCache.in(data.resolve("layers"), catalogers, catalogers);
        try (Image image = RegistryImages.open(repository + "@" + digest, registry.open(temporary))) {
            return new Cataloging(catalogers, cache, false).catalog(image);
        }
    }

    /** Keeps an inventory with what is known of it now. */
    void keep(long id, Inventory inventory) {
        List<Finding> own =
                new ArrayList<>(Posture.check(inventory, LicencePolicy.NONE).findings());
        own.addAll(EndOfLife.judge(inventory, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .findings());
        knowledge.ask(index -> {
            inventories.put(id, inventory, own, new IndexJudging(index), clock.instant());
            return id;
        });
    }
}
