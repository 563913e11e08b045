package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Progress;
import dev.hullmark.sbom.Sboms;
import dev.hullmark.store.Database;
import dev.hullmark.store.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Measures judging again; not a test. {@code IMAGES SEED ADVISORIES WORK [DATABASE]}: so many made-up images out of the
 * packages of SEED (a Hullmark inventory in JSON), judged by ADVISORIES (a folder as OSV's bucket), in WORK, which is empty.
 */
final class MeasureRejudging {
    private static final String EVERYWHERE = "openssl";
    private static final int RARE = 3;
    private static final int DELTA = 500;

    private final Path work;
    private final Database database;
    private final Knowledge knowledge;
    private final Rejudging rejudging;
    private final AdvisoryStore advisories;

    private MeasureRejudging(Path work, Database database) {
        this.work = work;
        this.database = database;
        Path index = work.resolve("advisories");
        knowledge = new Knowledge(index);
        advisories = new AdvisoryStore(index);
        rejudging = new Rejudging(database, knowledge);
    }

    public static void main(String[] args) throws IOException {
        int images = Integer.parseInt(args[0]);
        Inventory seed = Sboms.read(Path.of(args[1]));
        Path work = Files.createDirectories(Path.of(args[3]));
        try (Database database =
                args.length > 4 ? Database.open(args[4]) : Database.file(work.resolve("hullmark.db"))) {
            new MeasureRejudging(work, database).run(images, seed, Path.of(args[2]));
        }
    }

    private interface Task<T> {
        T run() throws IOException;
    }

    private static <T> T timed(String what, Task<T> task) throws IOException {
        long start = System.nanoTime();
        T result = task.run();
        System.out.printf("%s: %.3f s, %s%n", what, (System.nanoTime() - start) / 1e9, result);
        return result;
    }

    private void run(int images, Inventory seed, Path feeds) throws IOException {
        timed(
                "import",
                () -> advisories.importFrom(feeds, Progress.NONE).feeds().size() + " feeds");
        List<Package> rare = seed.packages().stream()
                .filter(p -> p.type().ofDistribution() && p.owner().isEmpty())
                .filter(p -> !Fleet.source(p).equals(EVERYWHERE))
                .skip(200)
                .limit(1)
                .toList();
        Fleet fleet = new Fleet(seed, EVERYWHERE, Fleet.source(rare.getFirst()));
        int holders = timed("store", () -> {
            MakeFleet.fill(database, knowledge, fleet, images, rare, RARE);
            return fleet.holders(images);
        });
        timed("settle", () -> rejudging.changed(Instant.now()));
        long popular = seed.packages().stream()
                .filter(p -> p.type().ofDistribution() && Fleet.source(p).equals(EVERYWHERE))
                .count();
        change("HM-1", EVERYWHERE, 1);
        Verdicts.Outcome everywhere = timed("one advisory, 80 % of the images", () -> rejudging.changed(Instant.now()));
        say("expected changes", holders * popular, everywhere.changes());
        for (int i = 1; i <= 3; i++) {
            change("HM-2", Fleet.source(rare.getFirst()), i);
            timed("one advisory, three images", () -> rejudging.changed(Instant.now()));
        }
        many(seed);
        timed(DELTA + " advisories", () -> rejudging.changed(Instant.now()));
        Verdicts.Outcome full = timed("everything", () -> rejudging.all("2026-01-01", Instant.now()));
        say("differences of everything and by what changed", 0, full.changes());
    }

    private static void say(String what, long expected, long found) {
        System.out.println(what + ": " + found + (expected == found ? ", right" : ", WRONG, " + expected));
    }

    private static String record(String id, String name, int edition) {
        return "{\"id\":\"" + id + "\",\"modified\":\"2026-01-01T00:00:0" + edition % 10 + "Z\",\"summary\":\"made up, "
                + edition + "\",\"affected\":[{\"package\":{\"ecosystem\":\"Debian:12\",\"name\":\"" + name
                + "\"},\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"}]}]}]}";
    }

    /** @param edition from 1 to 9; a later one is newer */
    private void change(String id, String name, int edition) throws IOException {
        Path file = Files.writeString(work.resolve("record.json"), record(id, name, edition));
        advisories.importFrom(file, Progress.NONE);
    }

    private void many(Inventory seed) throws IOException {
        TreeMap<String, String> names = new TreeMap<>();
        seed.packages().stream().filter(p -> p.type().ofDistribution()).forEach(p -> names.put(Fleet.source(p), ""));
        List<String> sources = new ArrayList<>(names.keySet());
        sources.sort(Comparator.comparingInt(String::hashCode));
        Random random = new Random(3);
        Path zip = work.resolve("records.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < DELTA; i++) {
                String id = "HM-5" + i;
                out.putNextEntry(new ZipEntry(id + ".json"));
                out.write(record(id, sources.get(random.nextInt(sources.size())), i)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        advisories.importFrom(zip, Progress.NONE);
    }
}
