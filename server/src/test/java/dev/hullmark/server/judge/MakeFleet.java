package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Progress;
import dev.hullmark.sbom.Sboms;
import dev.hullmark.store.Database;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Fills a server's store with made-up images for measurements; not a test. {@code IMAGES SEED ADVISORIES DATA DATABASE}: so
 * many images out of the packages of SEED, judged by ADVISORIES, which are imported into DATA, a server's directory.
 */
final class MakeFleet {
    private static final int TAGS = 50;

    private MakeFleet() {}

    public static void main(String[] args) throws Exception {
        Path advisories = Files.createDirectories(Path.of(args[3])).resolve("advisories");
        new AdvisoryStore(advisories).importFrom(Path.of(args[2]), Progress.NONE);
        try (Database database = Database.open(args[4])) {
            Fleet fleet = new Fleet(Sboms.read(Path.of(args[1])), "openssl", "");
            fill(database, new Knowledge(advisories), fleet, Integer.parseInt(args[0]), List.of(), 0);
        }
    }

    /** @param extra what the first {@code holders} images have beside the rest */
    static void fill(Database database, Knowledge knowledge, Fleet fleet, int count, List<Package> extra, int holders) {
        Images images = new Images(database);
        Inventories inventories = new Inventories(database);
        knowledge.ask(index -> {
            IndexJudging judging = new IndexJudging(index);
            for (int i = 0; i < count; i++) {
                Inventory inventory = fleet.image(i, i < holders ? extra : List.of());
                String repository = "registry.example.com/team" + i % 40 + "/service" + i / TAGS;
                long id = images.register(
                                repository,
                                "v" + i % TAGS,
                                "",
                                inventory.subject().digest(),
                                Optional.empty(),
                                Instant.now())
                        .id();
                inventories.put(id, inventory, List.of(), judging, Instant.now());
            }
            return count;
        });
    }
}
