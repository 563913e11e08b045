package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random sequences of all that may happen; after each step counts are what a recount finds, and events add up. */
class WaiversPropertyTest {
    private static final String[] NAMES = {"a", "b", "c"};
    private static final int STEPS = 40;

    private final StubJudging judging = new StubJudging();
    private final List<String> digests = new ArrayList<>();
    private final List<Long> waivers = new ArrayList<>();

    /** Open keys of each image and whether each is hidden, as events tell it. */
    private final Map<Long, Map<String, Boolean>> told = new HashMap<>();

    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private long seen;

    @ParameterizedTest
    @EnumSource(Databases.class)
    void countsAreExactAndEventsAddUp(Databases kind) throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            forget();
            try (Database database = kind.open()) {
                Random random = new Random(seed);
                for (int step = 0; step < STEPS; step++) {
                    String what = "seed " + seed + ", step " + step + ": " + step(database, random);
                    assertThat(check(database)).as(what).isTrue();
                }
            }
        }
    }

    private void forget() {
        judging.known.clear();
        digests.clear();
        waivers.clear();
        told.clear();
        seen = 0;
    }

    private String step(Database database, Random random) {
        Waivers all = new Waivers(database);
        return switch (digests.size() < 3 ? 0 : random.nextInt(8)) {
            case 0 -> {
                add(database, random);
                yield "add";
            }
            case 1, 2 -> {
                String name = NAMES[random.nextInt(NAMES.length)];
                String id = "CVE-" + random.nextInt(3);
                if (random.nextInt(3) > 0) {
                    judging.says(name, id, List.of(Severity.values()).get(random.nextInt(6)));
                } else {
                    judging.takesBack(name, id);
                }
                VerdictsTest.delta(database, judging);
                yield "judge";
            }
            case 3 -> {
                register(database, random, digests.get(random.nextInt(digests.size())));
                yield "name";
            }
            case 4, 5 -> {
                waivers.add(all.add(draft(random), now).id());
                yield "waive";
            }
            case 6 -> {
                if (!waivers.isEmpty()) {
                    all.remove(waivers.get(random.nextInt(waivers.size())), "eve", now);
                }
                yield "unwaive";
            }
            default -> {
                now = now.plus(Duration.ofDays(1));
                all.expire(now);
                yield "expire";
            }
        };
    }

    private long register(Database database, Random random, String digest) {
        return new Images(database)
                .register("r/" + random.nextInt(3), "t" + random.nextInt(2), "", digest, Optional.empty(), now)
                .id();
    }

    private void add(Database database, Random random) {
        String digest = "d" + digests.size();
        digests.add(digest);
        TreeSet<String> packages = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            String name = NAMES[random.nextInt(NAMES.length)];
            packages.add(name + " " + random.nextInt(2) + " /" + name + " " + random.nextInt(2));
        }
        long id = register(database, random, digest);
        new Inventories(database)
                .put(id, VerdictsTest.inventory(digest, packages.toArray(String[]::new)), List.of(), judging, now);
        // What is found at first is told by the scan's event.
        told.put(id, WaiverModel.expected(database, id, digest));
    }

    private Waivers.Draft draft(Random random) {
        String pkg =
                switch (random.nextInt(3)) {
                    case 0 -> "";
                    case 1 -> NAMES[random.nextInt(NAMES.length)];
                    default -> NAMES[random.nextInt(NAMES.length)] + "@1";
                };
        String until = random.nextInt(2) == 0
                ? ""
                : LocalDate.ofInstant(now, ZoneOffset.UTC)
                        .plusDays(random.nextInt(4))
                        .toString();
        Waivers.Level level = List.of(Waivers.Level.values()).get(random.nextInt(4));
        String target =
                switch (level) {
                    case ALL -> "";
                    case REPOSITORY -> random.nextInt(2) == 0 ? "r/0" : "r/0,r/" + (1 + random.nextInt(2));
                    case IMAGE -> digests.get(random.nextInt(digests.size()));
                    case LAYER ->
                        "sha256:" + (random.nextInt(2) == 0 ? "base" : digests.get(random.nextInt(digests.size())));
                };
        return WaiversTest.draft("CVE-" + random.nextInt(3), pkg, level, target, until);
    }

    private record Told(long id, long image, String key, String change) {}

    private boolean check(Database database) {
        List<Told> news = database.read(h -> h.select(
                        "select id, image_id, finding, change from image_event where type = 'finding' and id > ? order by id",
                        seen)
                .map((row, context) -> new Told(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)))
                .list());
        for (Told t : news) {
            seen = t.id();
            Map<String, Boolean> image = told.getOrDefault(t.image(), Map.of());
            switch (t.change()) {
                case "new" ->
                    assertThat(image.put(t.key(), false)).as(t.toString()).isNull();
                case "gone" ->
                    assertThat(image.remove(t.key())).as(t.toString()).isNotNull();
                case "waived" ->
                    assertThat(image.put(t.key(), true)).as(t.toString()).isEqualTo(false);
                case "waiver-removed", "waiver-expired" ->
                    assertThat(image.put(t.key(), false)).as(t.toString()).isEqualTo(true);
                default -> assertThat(image).as(t.toString()).containsKey(t.key());
            }
        }
        for (String digest : digests) {
            Images.Image image = new Images(database).byDigest(digest).orElseThrow();
            WaiverModel.check(database, image, digest);
            assertThat(new TreeMap<>(told.getOrDefault(image.id(), Map.of())))
                    .as("told of " + digest)
                    .isEqualTo(WaiverModel.expected(database, image.id(), digest));
        }
        return true;
    }
}
