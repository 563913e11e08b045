package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that are read, or judged, a second time; and what others tell. */
class ReadAgainTest {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-02T00:00:00Z");

    private static Finding own(String id, Severity severity) {
        return new Finding(
                Finding.keyOf(Kind.SECRET, id, "", "/a"),
                id,
                Kind.SECRET,
                severity,
                id,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(Evidence.of("/a")),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static List<String> events(Database database) {
        return database.read(h -> h.select("select vulnerability || ' ' || change || ' ' || was || ' ' || cause from"
                        + " image_event where type = 'finding' order by vulnerability, change")
                .mapTo(String.class)
                .list());
    }

    private static long image(Database database, String digest) {
        return new Images(database)
                .register("r/shop", digest, "", digest, Optional.of(Jobs.Priority.PUSHED), THEN)
                .id();
    }

    private static void noJobs(Database database, Instant now) {
        Jobs jobs = new Jobs(database);
        Optional<Jobs.Job> job = jobs.claim("w", Set.of(Jobs.SCAN), Duration.ofMinutes(1), now);
        while (job.isPresent()) {
            jobs.done(job.get(), now);
            job = jobs.claim("w", Set.of(Jobs.SCAN), Duration.ofMinutes(1), now);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void readingAgainTellsWhatChangedAndNothingElse(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging =
                    new StubJudging().says("a", "CVE-1", Severity.HIGH).says("b", "CVE-2", Severity.LOW);
            Inventories inventories = new Inventories(database);
            long id = image(database, "d1");
            inventories.put(
                    id, VerdictsTest.inventory("d1", "a 1 /a 0"), List.of(own("key", Severity.HIGH)), judging, THEN);
            assertThat(events(database)).isEmpty();
            inventories.put(
                    id, VerdictsTest.inventory("d1", "a 1 /a 0"), List.of(own("key", Severity.HIGH)), judging, LATER);
            assertThat(events(database)).isEmpty();
            inventories.put(
                    id, VerdictsTest.inventory("d1", "b 1 /b 0"), List.of(own("key", Severity.LOW)), judging, LATER);
            assertThat(events(database))
                    .containsExactly(
                            "CVE-1 gone  the image was read again",
                            "CVE-2 new  the image was read again",
                            "key severity high the image was read again");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anImageItselfIsJudgedAgainWithoutReadingIt(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            long id = image(database, "d1");
            new Inventories(database)
                    .put(
                            id,
                            VerdictsTest.inventory("d1", "a 1 /a 0"),
                            List.of(own("old", Severity.LOW)),
                            judging,
                            THEN);
            OwnFindings own = new OwnFindings(database);
            assertThat(own.judge(i -> List.of(own("old", Severity.LOW)), "a new day", LATER))
                    .isZero();
            assertThat(own.judge(i -> List.of(own("ended", Severity.HIGH)), "a new day", LATER))
                    .isEqualTo(2);
            assertThat(own.judge(i -> List.of(own("ended", Severity.HIGH)), "a new day", LATER))
                    .isZero();
            assertThat(events(database)).containsExactly("ended new  a new day", "old gone  a new day");
            assertThat(new Images(database).byId(id).orElseThrow().findings())
                    .containsEntry(Severity.HIGH, 2)
                    .containsEntry(Severity.LOW, 0);
            List<ImageFindings.Found> found = new ImageFindings(database).page(id, ImageFindings.FIRST, "", 1, LATER);
            List<ImageFindings.Found> rest = new ImageFindings(database)
                    .page(id, found.getFirst().urgency(), found.getFirst().key(), 9, LATER);
            assertThat(List.of(found.getFirst().id(), rest.getFirst().id()))
                    .containsExactlyInAnyOrder("CVE-1", "ended");
            assertThat(rest).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void onlyWhatIsStaleIsReadAgainLastAndTheMarkGoesWithIt(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging();
            Inventories inventories = new Inventories(database);
            long stale = image(database, "d1");
            long fine = image(database, "d2");
            long sent = new Images(database).told("shop", "1", "d3", THEN).id();
            put(inventories, stale, "d1", Images.Source.REGISTRY, "dpkg=1", judging);
            put(inventories, fine, "d2", Images.Source.REGISTRY, "dpkg=2", judging);
            put(inventories, sent, "d3", Images.Source.UPLOAD, "dpkg=1", judging);
            noJobs(database, THEN);
            Stale marks = new Stale(database);
            assertThat(marks.mark(line -> line.equals("dpkg=1") ? "dpkg was 1 and is 2" : "", LATER))
                    .isEqualTo(new Stale.Marked(1, 1));
            Images images = new Images(database);
            assertThat(images.byId(stale).orElseThrow().stale()).isEqualTo("dpkg was 1 and is 2");
            assertThat(images.byId(sent).orElseThrow().stale()).isNotEmpty();
            assertThat(images.byId(fine).orElseThrow().stale()).isEmpty();
            long pushed = image(database, "d4");
            Jobs jobs = new Jobs(database);
            assertThat(jobs.claim("w", Set.of(Jobs.SCAN), Duration.ofMinutes(1), LATER)
                            .orElseThrow()
                            .subject())
                    .isEqualTo(Long.toString(pushed));
            assertThat(jobs.claim("w", Set.of(Jobs.SCAN), Duration.ofMinutes(1), LATER)
                            .orElseThrow()
                            .subject())
                    .isEqualTo(Long.toString(stale));
            put(inventories, stale, "d1", Images.Source.REGISTRY, "dpkg=2", judging);
            assertThat(images.byId(stale).orElseThrow().stale()).isEmpty();
            assertThat(marks.mark(line -> line.equals("dpkg=1") ? "dpkg was 1 and is 2" : "", LATER))
                    .isEqualTo(new Stale.Marked(0, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsStaleAndCantBeReadAgainIsLeftAloneForAWhile(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Images images = new Images(database);
            long gone = image(database, "d1");
            put(new Inventories(database), gone, "d1", Images.Source.REGISTRY, "dpkg=1", new StubJudging());
            noJobs(database, THEN);
            Stale marks = new Stale(database);
            assertThat(marks.mark(line -> "old", LATER).queued()).isEqualTo(1);
            noJobs(database, LATER);
            images.failed(gone, Images.Status.DONE, "It could not be read again: it is gone.", LATER);
            assertThat(marks.mark(line -> "old", LATER.plus(Duration.ofHours(6))))
                    .isEqualTo(new Stale.Marked(0, 0));
            assertThat(images.byId(gone).orElseThrow().stale()).isEqualTo("old");
            assertThat(marks.mark(line -> "old", LATER.plus(Duration.ofDays(8))).queued())
                    .isEqualTo(1);
        }
    }

    private static boolean put(
            Inventories inventories, long id, String digest, Images.Source source, String line, Judging judging) {
        return inventories.put(
                id,
                new Inventories.Reading(VerdictsTest.inventory(digest, "a 1 /a 0"), source, "c-" + digest, line),
                List.of(),
                judging,
                THEN);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatRunsIsTiedToImagesByEitherDigest(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
            long id = image(database, "d1");
            put(new Inventories(database), id, "d1", Images.Source.REGISTRY, "dpkg=1", judging);
            Hosts hosts = new Hosts(database);
            Hosts.Told one = told("1", "web", List.of("c-d1", "index"), List.of(own("rule", Severity.HIGH)));
            Hosts.Told other = told("2", "db", List.of("elsewhere"), List.of());
            assertThat(hosts.put("h1", "Docker 27", List.of("a gap"), Duration.ofMinutes(1), List.of(one, other), THEN))
                    .isTrue();
            assertThat(hosts.read(List.of("c-d1", "elsewhere"))).containsExactly("c-d1");
            assertThat(hosts.running(id, THEN))
                    .extracting(Hosts.Container::name)
                    .containsExactly("web");
            List<Hosts.Container> running = hosts.containers("", "", "", 9, THEN);
            assertThat(running).extracting(Hosts.Container::imageId).containsExactly(Optional.empty(), Optional.of(id));
            assertThat(running.getLast().findings()).extracting(Hosts.Found::id).containsExactly("rule");
            assertThat(running.getLast().labels()).isEqualTo(Map.of("team", "shop"));
            List<ImageFindings.Holder> holders = new ImageFindings(database).holders("CVE-1", 0, 9);
            assertThat(holders).extracting(h -> h.image().id()).containsExactly(id);
            assertThat(holders.getFirst().severity()).isEqualTo(Severity.HIGH);
            assertThat(holders.getFirst().names()).containsExactly("r/shop:d1");

            assertThat(hosts.put("h1", "Docker 27", List.of(), Duration.ofMinutes(1), List.of(other), LATER))
                    .isFalse();
            assertThat(hosts.containers("", "", "", 9, LATER))
                    .extracting(Hosts.Container::name)
                    .containsExactly("db");
            Hosts.Host host = hosts.page("", 9).getFirst();
            assertThat(host.silent(LATER)).isFalse();
            assertThat(host.silent(LATER.plusSeconds(600))).isTrue();
            assertThat(host.containers()).isEqualTo(1);
        }
    }

    private static Hosts.Told told(String id, String name, List<String> digests, List<Finding> findings) {
        return new Hosts.Told(id, name, "shop:1", digests, Optional.of(THEN), Map.of("team", "shop"), findings);
    }
}
