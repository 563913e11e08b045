package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictsTest {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-02T00:00:00Z");

    /** @param packages {@code NAME VERSION PATH LAYER} each */
    static Inventory inventory(String digest, String... packages) {
        List<LayerInfo> layers = List.of(
                new LayerInfo(0, "sha256:base", "ADD rootfs /"), new LayerInfo(1, "sha256:" + digest, "COPY . /app"));
        List<Package> list = new ArrayList<>();
        for (String words : packages) {
            String[] w = words.split(" ");
            Package p = Package.of(PackageType.NPM, w[0], w[1], w[2]);
            list.add(p.withEvidence(List.of(Evidence.of(w[2]).in(layers.get(Integer.parseInt(w[3]))))));
        }
        return new Inventory(
                new Subject("image", "shop", digest, "registry"),
                Optional.empty(),
                Optional.empty(),
                layers,
                list,
                List.of(),
                Map.of("npm", 1),
                Facts.EMPTY);
    }

    private static long put(Database database, Judging judging, String digest, String... packages) {
        long id = new Images(database)
                .register("r/shop", digest, "", digest, Optional.empty(), THEN)
                .id();
        new Inventories(database).put(id, inventory(digest, packages), List.of(), judging, THEN);
        return id;
    }

    private static Map<Severity, Integer> counts(Database database, long image) {
        return new Images(database).byId(image).orElseThrow().findings();
    }

    /** What a server does when the advisories changed. */
    static Verdicts.Outcome delta(Database database, StubJudging judging) {
        return judge(database, Verdicts.Kind.DELTA, judging);
    }

    private static Verdicts.Outcome judge(Database database, Verdicts.Kind kind, StubJudging judging) {
        return new Verdicts(database)
                .judge(kind, l -> judging.fingerprint(l.name()), () -> judging, judging.digest(), LATER);
    }

    private static List<String> events(Database database) {
        return database.read(h -> h.select(
                        "select i.digest || ' ' || e.vulnerability || ' ' || e.change || ' ' || e.was from image_event e"
                                + " join image i on i.id = e.image_id where e.type = 'finding' order by e.id, i.id")
                .mapTo(String.class)
                .map(String::strip)
                .list());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatAnImageHoldsComesBackAndSharedPackagesAreKeptOnce(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            long one = put(database, judging, "d1", "a 1 /a 0", "b 1 /b 0", "c 1 /app/c 1");
            long two = put(database, judging, "d2", "a 1 /a 0", "b 1 /b 0", "d 1 /app/d 1");
            assertThat(new Inventories(database).read(one))
                    .contains(inventory("d1", "a 1 /a 0", "b 1 /b 0", "c 1 /app/c 1"));
            assertThat(new Inventories(database).read(two))
                    .contains(inventory("d2", "a 1 /a 0", "b 1 /b 0", "d 1 /app/d 1"));
            assertThat(rows(database, "package")).isEqualTo(4);
            assertThat(rows(database, "package_set")).isEqualTo(3);
            assertThat(counts(database, one)).containsEntry(Severity.HIGH, 1).containsEntry(Severity.LOW, 0);
            assertThat(new Images(database).byId(two).orElseThrow().status()).isEqualTo(Images.Status.DONE);
        }
    }

    private static int rows(Database database, String table) {
        return database.read(h ->
                h.select("select count(*) from " + table).mapTo(Integer.class).one());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aChangedAdvisoryIsToldOnceOfEveryImageItTouches(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            long one = put(database, judging, "d1", "a 1 /a 0", "b 1 /b 0");
            long two = put(database, judging, "d2", "a 1 /a 0");
            long three = put(database, judging, "d3", "b 1 /b 0");
            assertThat(delta(database, judging).packages()).isZero();

            judging.says("a", "CVE-2", Severity.CRITICAL);
            assertThat(delta(database, judging)).isEqualTo(new Verdicts.Outcome(1, 2));
            assertThat(events(database)).containsExactly("d1 CVE-2 new", "d2 CVE-2 new");
            assertThat(counts(database, one)).containsEntry(Severity.CRITICAL, 1);
            assertThat(counts(database, three)).containsEntry(Severity.CRITICAL, 0);
            assertThat(delta(database, judging).packages()).isZero();

            judging.says("a", "CVE-1", Severity.LOW);
            judging.takesBack("a", "CVE-2");
            assertThat(delta(database, judging).changes()).isEqualTo(4);
            assertThat(events(database))
                    .contains("d1 CVE-1 severity high", "d2 CVE-1 severity high", "d1 CVE-2 gone", "d2 CVE-2 gone")
                    .hasSize(6);
            assertThat(counts(database, two))
                    .containsEntry(Severity.CRITICAL, 0)
                    .containsEntry(Severity.HIGH, 0)
                    .containsEntry(Severity.LOW, 1);
        }
    }

    /** Who judged by other advisories than the rest is judged again, whatever the answer is today. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void aPackageJudgedByOtherAdvisoriesIsJudgedAgain(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging today = new StubJudging();
            put(database, today, "d1", "a 1 /a 0");
            long two = put(database, new StubJudging().says("a", "CVE-1", Severity.HIGH), "d2", "a 2 /a 0");
            assertThat(counts(database, two)).containsEntry(Severity.HIGH, 1);
            delta(database, today);
            assertThat(counts(database, two)).containsEntry(Severity.HIGH, 0);
            assertThat(events(database)).containsExactly("d2 CVE-1 gone");
        }
    }

    /** A package that comes while others are judged was perhaps judged by what they were. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void aPackageThatComesWhileOthersAreJudgedIsJudgedAgain(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging old = new StubJudging();
            put(database, old, "d1", "a 1 /a 0");
            StubJudging today = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            Verdicts verdicts = new Verdicts(database);
            List<Long> late = new ArrayList<>();
            verdicts.judge(
                    Verdicts.Kind.DELTA,
                    l -> today.fingerprint(l.name()),
                    () -> {
                        late.add(put(database, old, "d2", "a 2 /a 0"));
                        return today;
                    },
                    today.digest(),
                    LATER);
            assertThat(counts(database, late.getFirst())).containsEntry(Severity.HIGH, 0);

            assertThat(verdicts.unsure()).isTrue();
            delta(database, today);
            assertThat(verdicts.unsure()).isFalse();
            assertThat(counts(database, late.getFirst())).containsEntry(Severity.HIGH, 1);
            assertThat(events(database)).containsExactly("d1 CVE-1 new", "d2 CVE-1 new");
        }
    }

    /** A question that was first asked of advisories that are not in force is asked again, however it came about. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void aQuestionFirstAskedOfOldAdvisoriesIsAskedAgain(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging old = new StubJudging();
            StubJudging today = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            put(database, old, "d1", "a 1 /a 0");
            Verdicts verdicts = new Verdicts(database);
            Supplier<Judging> meanwhile = () -> {
                put(database, old, "d2", "b 1 /b 0");
                return today;
            };
            verdicts.judge(Verdicts.Kind.DELTA, l -> today.fingerprint(l.name()), meanwhile, today.digest(), LATER);
            assertThat(verdicts.unsure()).as("asked while others were judged").isTrue();
            delta(database, today);
            assertThat(verdicts.unsure()).isFalse();
            put(database, old, "d3", "c 1 /c 0");
            assertThat(verdicts.unsure()).as("asked of the advisories before").isTrue();
            delta(database, today);
            put(database, today, "d4", "d 1 /d 0");
            assertThat(verdicts.unsure()).isFalse();
        }
    }

    /** A server that is killed while it judges leaves some new verdicts behind old answers. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatWasBrokenOffIsJudgedAnewEvenWhereAnswersAreTheOldOnesAgain(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging();
            String[] packages = new String[250];
            for (int i = 0; i < packages.length; i++) {
                packages[i] = "p" + i + " 1 /p" + i + " 0";
            }
            long image = put(database, judging, "d1", packages);
            delta(database, judging);
            for (int i = 0; i < packages.length; i++) {
                judging.says("p" + i, "CVE-1", Severity.HIGH);
            }
            AtomicInteger portions = new AtomicInteger();
            Supplier<Judging> dying = () -> {
                if (portions.getAndIncrement() > 0) {
                    throw new IllegalStateException("killed");
                }
                return judging;
            };
            assertThatThrownBy(() -> new Verdicts(database)
                            .judge(
                                    Verdicts.Kind.DELTA,
                                    l -> judging.fingerprint(l.name()),
                                    dying,
                                    judging.digest(),
                                    LATER))
                    .hasMessage("killed");
            assertThat(counts(database, image).get(Severity.HIGH)).isBetween(1, 249);
            for (int i = 0; i < packages.length; i++) {
                judging.takesBack("p" + i, "CVE-1");
            }
            delta(database, judging);
            assertThat(counts(database, image)).containsEntry(Severity.HIGH, 0);
            assertThat(delta(database, judging).packages()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofTwoThatJudgeAtOnceTheLaterCounts(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging old = new StubJudging();
            StubJudging today = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            long image = put(database, old, "d1", "a 1 /a 0");
            Supplier<Judging> overtaken = () -> {
                delta(database, today);
                return old;
            };
            assertThatThrownBy(() -> new Verdicts(database)
                            .judge(Verdicts.Kind.FULL, l -> old.fingerprint(l.name()), overtaken, old.digest(), LATER))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("anew");
            assertThat(counts(database, image)).containsEntry(Severity.HIGH, 1);
            assertThat(events(database)).containsExactly("d1 CVE-1 new");
            assertThat(new Verdicts(database).judgedBy()).isEqualTo(today.digest());
        }
    }

    /** A newer version may ask about packages that none before it asked about. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void everythingIncludesPackagesThatNobodyAskedAbout(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            StubJudging silent = new StubJudging() {
                @Override
                public List<Lookup> lookups(Package p, Optional<Distribution> distribution) {
                    return List.of();
                }
            };
            long image = put(database, silent, "d1", "a 1 /a 0");
            assertThat(counts(database, image)).containsEntry(Severity.HIGH, 0);
            judge(database, Verdicts.Kind.FULL, judging);
            assertThat(counts(database, image)).containsEntry(Severity.HIGH, 1);
            judging.says("a", "CVE-2", Severity.HIGH);
            delta(database, judging);
            assertThat(counts(database, image)).containsEntry(Severity.HIGH, 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aScanIsQueuedWithTheNameAndAgainWhenWhatFailedIsPushedAgain(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Images images = new Images(database);
            Jobs jobs = new Jobs(database);
            Optional<Jobs.Priority> pushed = Optional.of(Jobs.Priority.PUSHED);
            long id =
                    images.register("r/shop", "1", "", "sha256:1", pushed, THEN).id();
            images.register("r/shop", "2", "", "sha256:1", pushed, THEN);
            Jobs.Job job = jobs.claim("w", Set.of(Jobs.SCAN), Duration.ofMinutes(1), THEN)
                    .orElseThrow();
            assertThat(job.subject()).isEqualTo(Long.toString(id));
            jobs.failed(job, "no such layer", THEN);
            images.status(id, Images.Status.FAILED, "no such layer");
            images.register("r/shop", "2", "", "sha256:1", Optional.of(Jobs.Priority.SCHEDULED), THEN);
            assertThat(jobs.claim("w", Set.of(Jobs.SCAN), Duration.ofMinutes(1), THEN))
                    .isEmpty();
            images.register("r/shop", "2", "", "sha256:1", pushed, THEN);
            assertThat(jobs.claim("w", Set.of(Jobs.SCAN), Duration.ofMinutes(1), THEN))
                    .isPresent();
            assertThat(images.page("", 0, 9)).extracting(Images.Named::name).containsExactly("r/shop:1", "r/shop:2");
        }
    }

    /** By the change and all anew come to the same, and counts to what is there. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void manySmallChangesComeToTheSameAsJudgingAnew(Databases kind) throws Exception {
        Random random = new Random(42);
        String[] names = {"a", "b", "c", "d", "e"};
        try (Database database = kind.open();
                Database fresh = kind.open()) {
            StubJudging judging = new StubJudging();
            Map<String, String[]> images = new java.util.LinkedHashMap<>();
            for (int i = 0; i < 12; i++) {
                TreeSet<String> packages = new TreeSet<>();
                for (int p = 0; p < 4; p++) {
                    String name = names[random.nextInt(names.length)];
                    packages.add(name + " " + random.nextInt(2) + " /" + name + " " + random.nextInt(2));
                }
                images.put("d" + i, packages.toArray(String[]::new));
            }
            images.forEach((digest, packages) -> put(database, judging, digest, packages));
            for (int step = 0; step < 30; step++) {
                String name = names[random.nextInt(names.length)];
                String id = "CVE-" + random.nextInt(4);
                if (random.nextInt(3) > 0) {
                    judging.says(name, id, List.of(Severity.values()).get(random.nextInt(6)));
                } else if (judging.known.containsKey(name)) {
                    judging.takesBack(name, id);
                }
                delta(database, judging);
            }
            images.forEach((digest, packages) -> put(fresh, judging, digest, packages));
            for (String digest : images.keySet()) {
                assertThat(new Images(database).byDigest(digest).orElseThrow().findings())
                        .as(digest)
                        .isEqualTo(
                                new Images(fresh).byDigest(digest).orElseThrow().findings());
            }
            int before = rows(database, "event");
            assertThat(judge(database, Verdicts.Kind.FULL, judging).changes()).isZero();
            assertThat(rows(database, "event")).isEqualTo(before);
        }
    }
}
