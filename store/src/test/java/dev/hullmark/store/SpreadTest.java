package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pages show of the whole and of one image. */
class SpreadTest {
    private static final Instant THEN = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-02T10:00:00Z");
    private static final Overview.Filter ALL = new Overview.Filter("", "", Optional.empty(), false, false);

    private final StubJudging judging =
            new StubJudging().says("left-pad", "CVE-1", Severity.HIGH).says("right-pad", "CVE-2", Severity.CRITICAL);

    private long put(Database database, String tag, String digest, String... packages) {
        return put(database, THEN, tag, digest, packages);
    }

    private long put(Database database, Instant read, String tag, String digest, String... packages) {
        long id = new Images(database)
                .register("r/shop", tag, "", digest, Optional.empty(), THEN)
                .id();
        Finding own = new Finding(
                Finding.keyOf(Finding.Kind.PRIVILEGE, "user-root", digest, ""),
                "user-root",
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
        new Inventories(database).put(id, VerdictsTest.inventory(digest, packages), List.of(own), judging, read);
        return id;
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void countsImagesThatHaveANameAndOnlyThose(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            put(database, "1", "sha256:a", "left-pad 1 /a 0", "right-pad 1 /b 1");
            put(database, "2", "sha256:b", "left-pad 1 /a 0");
            put(database, "2", "sha256:c", "left-pad 1 /a 0"); // takes the name of the one before
            Spread spread = new Spread(database);
            Overview overview = new Overview(database);
            assertThat(overview.days(10)).isEmpty();
            assertThat(spread.due(THEN)).isTrue();
            spread.count(THEN);
            assertThat(spread.due(THEN)).isFalse();
            assertThat(spread.due(LATER)).as("a new day").isTrue();

            assertThat(overview.things(ALL, Overview.Order.SEVERITY, 0, 10))
                    .extracting(Overview.Thing::id, Overview.Thing::images, Overview.Thing::kind)
                    .containsExactly(
                            tuple("CVE-2", 1, "vulnerability"),
                            tuple("CVE-1", 2, "vulnerability"),
                            tuple("user-root", 2, "privilege"));
            assertThat(overview.things(ALL, Overview.Order.IMAGES, 1, 1))
                    .extracting(Overview.Thing::id)
                    .containsExactly("user-root");
            assertThat(overview.things(
                            new Overview.Filter("ROOT", "privilege", Optional.of(Severity.MEDIUM), false, false),
                            Overview.Order.SEVERITY,
                            0,
                            10))
                    .hasSize(1);
            spread.count(LATER);
            assertThat(overview.days(10))
                    .extracting(day -> day.day().toString(), Overview.Day::images, day -> day.findings()
                            .get(Severity.HIGH))
                    .containsExactly(tuple("2026-11-01", 2, 2), tuple("2026-11-02", 2, 2));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void oneThingLeadsToTheImagesThatHoldIt(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            long a = put(database, "1", "sha256:a", "left-pad 1 /a 0", "right-pad 1 /b 1");
            long b = put(database, "2", "sha256:b", "left-pad 1 /a 0");
            Holders holders = new Holders(database);
            assertThat(holders.page("CVE-1", 0, 10))
                    .extracting(h -> h.image().id())
                    .containsExactly(a, b);
            assertThat(holders.page("CVE-1", a, 10))
                    .extracting(h -> h.image().id())
                    .containsExactly(b);
            assertThat(holders.page("user-root", 0, 1).getFirst().names()).containsExactly("r/shop:1");
            assertThat(holders.page("CVE-3", 0, 10)).isEmpty();
            assertThat(holders.packages("CVE-1", 10))
                    .extracting(Holders.Affected::purl)
                    .containsExactly("pkg:npm/left-pad@1");
            assertThat(holders.title("CVE-3")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void sinceWhenAnImageHoldsItDoesNotChangeWhenItIsReadAgain(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            put(database, THEN, "1", "sha256:a", "left-pad 1 /a 0");
            put(database, LATER, "2", "sha256:b", "left-pad 1 /a 0");
            for (Instant again : List.of(LATER, LATER.plusSeconds(60))) {
                put(database, again, "1", "sha256:a", "left-pad 1 /a 0");
                put(database, again, "2", "sha256:b", "left-pad 1 /a 0");
            }
            assertThat(new Holders(database).page("CVE-1", 0, 10))
                    .extracting(Holders.Holder::since)
                    .containsExactly(THEN, LATER);
            assertThat(new ImageFindings(database).holders("CVE-1", 0, 10))
                    .extracting(ImageFindings.Holder::since)
                    .containsExactly(THEN, LATER);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void oneImageHasItsPackagesFindingsAndPast(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            long before = put(database, "1", "sha256:a", "left-pad 1 /a 0");
            long id = put(database, "1", "sha256:b", "left-pad 1 /a 0", "good 1 /c 1");
            Contents.Content content = new Contents(database).of(id).orElseThrow();
            assertThat(content.packages())
                    .extracting(
                            held -> held.pkg().name(), held -> held.findings().size())
                    .containsExactly(tuple("good", 0), tuple("left-pad", 1));
            assertThat(content.own()).extracting(Contents.Open::id).containsExactly("user-root");
            assertThat(content.inventory().layers()).hasSize(2);

            judging.says("good", "CVE-9", Severity.LOW);
            new Verdicts(database)
                    .judge(
                            Verdicts.Kind.DELTA,
                            lookup -> judging.fingerprint(lookup.name()),
                            () -> judging,
                            "d2",
                            LATER);
            History history = new History(database);
            assertThat(history.events(id, Long.MAX_VALUE, 10).getFirst())
                    .extracting(History.Event::vulnerability, History.Event::change)
                    .containsExactly("CVE-9", "new");
            assertThat(history.events(before, Long.MAX_VALUE, 10))
                    .extracting(History.Event::vulnerability)
                    .doesNotContain("CVE-9");
            assertThat(history.names(id, 10))
                    .extracting(History.Named::digest, named -> named.until().isPresent())
                    .containsExactly(tuple("sha256:b", false), tuple("sha256:a", true));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aFailedJobIsDoneAgainWhenAsked(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Jobs jobs = new Jobs(database);
            jobs.add("scan", "1", Jobs.Priority.PUSHED, THEN);
            jobs.add("poll", "r", Jobs.Priority.SCHEDULED, THEN);
            Jobs.Job job = jobs.claim("me", Set.of("scan"), Duration.ofMinutes(1), THEN)
                    .orElseThrow();
            assertThat(jobs.retry(job.id(), THEN)).as("it runs").isFalse();
            jobs.failed(job, "no", THEN);
            assertThat(jobs.page("failed", Long.MAX_VALUE, 10)).hasSize(1);
            assertThat(jobs.page("", Long.MAX_VALUE, 10)).hasSize(2);
            assertThat(jobs.retry(job.id(), LATER)).isTrue();
            assertThat(jobs.byState()).containsOnly(Map.entry("queued", 2));
            assertThat(jobs.claim("me", Set.of("scan"), Duration.ofMinutes(1), LATER))
                    .isPresent();
        }
    }
}
