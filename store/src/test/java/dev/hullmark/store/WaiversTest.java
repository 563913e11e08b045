package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaiversTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    static Waivers.Draft draft(String id, String pkg, Waivers.Level level, String target, String expires) {
        Waiver waiver = new Waiver(
                id,
                pkg,
                "",
                Set.of(),
                "never called",
                "ada",
                expires.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(expires)),
                "");
        return new Waivers.Draft(
                waiver, new Waivers.Scope(level, target), Waivers.Decision.NOT_AFFECTED, "component_not_present");
    }

    private static Waivers.Draft all(String id) {
        return draft(id, "", Waivers.Level.ALL, "", "");
    }

    private static long put(Database database, Judging judging, String name, String digest, String... packages) {
        long id = register(database, name, digest);
        Finding own = new Finding(
                Finding.keyOf(Finding.Kind.PRIVILEGE, "runs-as-root", digest, ""),
                "runs-as-root",
                Finding.Kind.PRIVILEGE,
                Severity.MEDIUM,
                "Runs as root",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
        new Inventories(database).put(id, VerdictsTest.inventory(digest, packages), List.of(own), judging, NOW);
        return id;
    }

    private static long register(Database database, String name, String digest) {
        int colon = name.lastIndexOf(':');
        return new Images(database)
                .register(name.substring(0, colon), name.substring(colon + 1), "", digest, Optional.empty(), NOW)
                .id();
    }

    private static int high(Database database, long image) {
        return count(database, image, Severity.HIGH);
    }

    private static int count(Database database, long image, Severity severity) {
        return new Images(database).byId(image).orElseThrow().findings().getOrDefault(severity, -1);
    }

    private static List<String> events(Database database) {
        return database.read(
                h -> h.select("select i.digest || ' ' || e.vulnerability || ' ' || e.change from image_event e"
                                + " join image i on i.id = e.image_id where e.type = 'finding' order by e.id, i.id")
                        .mapTo(String.class)
                        .list());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aWaivedFindingDoesNotCountUntilItsWaiverEnds(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            Waivers waivers = new Waivers(database);
            long one = put(database, judging, "r/shop:1", "d1", "a 1 /a 0", "b 1 /b 0");
            long two = put(database, judging, "r/shop:2", "d2", "a 1 /a 0");
            Waivers.Entry first = waivers.add(all("CVE-1"), NOW);
            Waivers.Entry second = waivers.add(draft("CVE-1", "a@1", Waivers.Level.IMAGE, "d1", "2026-11-30"), NOW);
            assertThat(high(database, one)).isZero();
            assertThat(high(database, two)).isZero();
            long three = put(database, judging, "r/shop:3", "d3", "a 1 /a 0");
            assertThat(high(database, three)).isZero();
            assertThat(waivers.ofImage(one, NOW).values())
                    .singleElement()
                    .extracting(
                            entries -> entries.stream().map(Waivers.Entry::id).toList())
                    .isEqualTo(List.of(first.id(), second.id()));
            assertThat(events(database)).containsExactly("d1 CVE-1 waived", "d2 CVE-1 waived");

            assertThat(waivers.remove(first.id(), "eve", NOW)).isTrue();
            assertThat(waivers.remove(first.id(), "eve", NOW)).isFalse();
            assertThat(high(database, one)).isZero();
            assertThat(high(database, two)).isEqualTo(1);
            assertThat(high(database, three)).isEqualTo(1);

            assertThat(waivers.expire(Instant.parse("2026-11-30T23:59:00Z"))).isZero();
            assertThat(waivers.ofImage(one, Instant.parse("2026-12-01T00:00:00Z")))
                    .isEmpty();
            assertThat(waivers.expire(Instant.parse("2026-12-01T00:00:00Z"))).isEqualTo(1);
            assertThat(waivers.expire(Instant.parse("2026-12-01T00:00:00Z"))).isZero();
            assertThat(high(database, one)).isEqualTo(1);
            assertThat(events(database))
                    .containsExactly(
                            "d1 CVE-1 waived",
                            "d2 CVE-1 waived",
                            "d2 CVE-1 waiver-removed",
                            "d3 CVE-1 waiver-removed",
                            "d1 CVE-1 waiver-expired");
            assertThat(waivers.page("", true, Long.MAX_VALUE, 9))
                    .extracting(e -> e.end().orElseThrow().how() + " "
                            + e.end().orElseThrow().by())
                    .containsExactly("expired ", "removed eve");
            assertThat(new Audit(database).before(Long.MAX_VALUE, 9))
                    .extracting(Audit.Entry::action)
                    .containsExactly("waiver.expire", "waiver.remove", "waiver.create", "waiver.create");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aWaiverOfARepositoryHoldsOnlyForWhatIsNowhereElse(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            long one = put(database, judging, "r/dev/shop:1", "d1", "a 1 /a 0");
            Waivers waivers = new Waivers(database);
            waivers.add(draft("CVE-1", "", Waivers.Level.REPOSITORY, "r/dev/*", ""), NOW);
            assertThat(high(database, one)).isZero();
            register(database, "r/prod/shop:1", "d1");
            assertThat(high(database, one)).isEqualTo(1);
            register(database, "r/prod/shop:1", "d2");
            assertThat(high(database, one)).isZero();
            register(database, "r/prod/shop:1", "d1");
            waivers.add(draft("CVE-1", "a", Waivers.Level.REPOSITORY, "r/dev/*,r/prod/shop", ""), NOW);
            assertThat(high(database, one)).isZero();
            assertThat(events(database))
                    .containsExactly(
                            "d1 CVE-1 waived",
                            "d1 CVE-1 waiver-removed",
                            "d1 CVE-1 waived",
                            "d1 CVE-1 waiver-removed",
                            "d1 CVE-1 waived");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aWaiverOfALayerHoldsForWhatItBrought(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            long base = put(database, judging, "r/shop:1", "d1", "a 1 /a 0");
            long own = put(database, judging, "r/shop:2", "d2", "a 1 /app/a 1");
            long both = put(database, judging, "r/shop:3", "d3", "a 1 /a 0", "a 1 /app/a 1");
            new Waivers(database).add(draft("CVE-1", "", Waivers.Level.LAYER, "sha256:base", ""), NOW);
            assertThat(List.of(high(database, base), high(database, own), high(database, both)))
                    .containsExactly(0, 1, 1);
            new Waivers(database).add(draft("runs-as-root", "", Waivers.Level.LAYER, "sha256:base", ""), NOW);
            assertThat(count(database, base, Severity.MEDIUM)).isEqualTo(1);
            new Waivers(database).add(all("runs-as-root"), NOW);
            assertThat(count(database, base, Severity.MEDIUM)).isZero();
        }
    }

    /** Whatever is judged, added, named and waived at once: what counts is what a recount finds. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void countsStayExactWhenAllHappensAtOnce(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging =
                    new StubJudging().says("a", "CVE-1", Severity.HIGH).says("a", "CVE-2", Severity.LOW);
            for (int i = 0; i < 10; i++) {
                put(database, judging, "r/dev:" + i, "d" + i, "a " + i % 3 + " /a 0");
            }
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failed = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Runnable> deeds = List.of(
                    () -> {
                        for (int i = 0; i < 12; i++) {
                            Waivers.Entry e = new Waivers(database)
                                    .add(draft("CVE-1", "", Waivers.Level.REPOSITORY, "r/dev", ""), NOW);
                            new Waivers(database).remove(e.id(), "eve", NOW);
                            new Waivers(database)
                                    .add(draft("CVE-" + (1 + i % 2), "", Waivers.Level.IMAGE, "d" + i, ""), NOW);
                        }
                    },
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            register(database, "r/prod:" + i % 4, "d" + i % 10);
                        }
                    },
                    () -> {
                        for (int i = 10; i < 25; i++) {
                            put(database, judging, "r/dev:" + i, "d" + i, "a " + i % 3 + " /a 0");
                        }
                    },
                    () -> {
                        for (int i = 0; i < 6; i++) {
                            StubJudging today = new StubJudging()
                                    .says("a", "CVE-1", i % 2 == 0 ? Severity.CRITICAL : Severity.HIGH)
                                    .says("a", "CVE-" + (2 + i % 2), Severity.LOW);
                            VerdictsTest.delta(database, today);
                        }
                    });
            for (Runnable deed : deeds) {
                Thread thread = Thread.ofPlatform().unstarted(deed);
                thread.setUncaughtExceptionHandler((t, e) -> failed.add(e));
                threads.add(thread);
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failed).isEmpty();
            for (int i = 0; i < 25; i++) {
                WaiverModel.check(
                        database, new Images(database).byDigest("d" + i).orElseThrow(), "d" + i);
            }
        }
    }
}
