package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-02T00:00:00Z");
    private static final EventFilter ALL = new EventFilter(Optional.empty(), List.of(), List.of(), List.of());

    private static Channels.Spec spec(String name, EventFilter filter, Duration period) {
        return new Channels.Spec(name, "webhook", "{}", filter, period, true);
    }

    private static long channel(Database database, String name, EventFilter filter) {
        return new Channels(database)
                .add(spec(name, filter, Duration.ZERO), "test", THEN)
                .orElseThrow();
    }

    private static void image(
            Database database, Judging judging, String repository, String digest, String... packages) {
        Images images = new Images(database);
        long id = images.register(repository, digest, "", digest, Optional.empty(), THEN)
                .id();
        new Inventories(database).put(id, VerdictsTest.inventory(digest, packages), List.of(), judging, THEN);
    }

    private static Verdicts.Outcome judge(Database database, StubJudging judging, Instant now) {
        return new Verdicts(database)
                .judge(
                        Verdicts.Kind.DELTA,
                        lookup -> judging.fingerprint(lookup.name()),
                        () -> judging,
                        "sha256:" + now,
                        now);
    }

    /** A message in few words. */
    private static Outbox.Written words(String key, News news) {
        List<String> words = new ArrayList<>();
        news.findings().ifPresent(f -> {
            words.add(f.changes() + " changes of " + f.images() + " images");
            f.groups()
                    .forEach(g -> words.add(g.vulnerability() + " " + g.change() + " "
                            + g.severity().text() + " in " + g.images() + ": " + String.join(" ", g.names())));
        });
        news.others()
                .forEach(o -> words.add(o.count() + " " + o.type() + ": "
                        + o.items().stream().map(News.Item::image).collect(Collectors.joining(" "))));
        return new Outbox.Written(
                news.findings().isPresent()
                        ? "finding"
                        : news.others().getFirst().type(),
                String.join("; ", words),
                key);
    }

    private static int gather(Database database, long channel, Instant now) {
        return new Outbox(database)
                .gather(new Channels(database).byId(channel).orElseThrow(), 20, OutboxTest::words, now);
    }

    /** What was put together for a channel, the first first. */
    private static List<String> told(Database database, long channel) {
        List<String> titles = new ArrayList<>(new Deliveries(database)
                .ofChannel(channel, Long.MAX_VALUE, 1000).stream()
                        .map(Deliveries.Delivery::title)
                        .toList());
        Collections.reverse(titles);
        return titles;
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void oneAdvisoryOfManyImagesIsOneMessageWithTheFirstNames(Databases kind) throws Exception {
        StubJudging judging = new StubJudging();
        try (Database database = kind.open()) {
            for (int i = 0; i < 50; i++) {
                image(database, judging, "r/shop" + i, "d" + i, "openssl 1 /a 0", "app" + i + " 1 /b 1");
            }
            long channel = channel(
                    database, "all", new EventFilter(Optional.empty(), List.of(), List.of("finding"), List.of()));
            judging.says("openssl", "CVE-1", Severity.HIGH).says("app7", "CVE-2", Severity.CRITICAL);
            assertThat(judge(database, judging, LATER).changes()).isEqualTo(51);
            assertThat(gather(database, channel, LATER)).isEqualTo(1);
            assertThat(gather(database, channel, LATER)).isZero();
            assertThat(told(database, channel))
                    .containsExactly("51 changes of 50 images; CVE-2 new critical in 1: r/shop7:d7;"
                            + " CVE-1 new high in 50: r/shop0:d0 r/shop1:d1 r/shop2:d2");
            Jobs jobs = new Jobs(database);
            Jobs.Job job = jobs.claim("w", Set.of(Deliveries.DELIVER), Duration.ofMinutes(1), LATER)
                    .orElseThrow();
            Deliveries.Delivery delivery =
                    new Deliveries(database).byId(Long.parseLong(job.subject())).orElseThrow();
            assertThat(delivery.body()).isEqualTo(delivery.key());
            assertThat(delivery.state()).isEqualTo(Deliveries.State.QUEUED);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aChannelIsToldOfWhatItAsksForSinceItWasMade(Databases kind) throws Exception {
        StubJudging judging = new StubJudging().says("a", "CVE-0", Severity.LOW);
        try (Database database = kind.open()) {
            image(database, judging, "r.example/team/shop", "d1", "a 1 /a 0");
            long severe = channel(
                    database, "severe", new EventFilter(Optional.of(Severity.HIGH), List.of(), List.of(), List.of()));
            long team = channel(
                    database,
                    "team",
                    new EventFilter(Optional.empty(), List.of("*/TEAM_/*", "*/TEAM/*"), List.of(), List.of()));
            long gone = channel(
                    database,
                    "gone",
                    new EventFilter(Optional.empty(), List.of(), List.of("finding"), List.of("gone")));
            image(database, judging, "r.example/team2/shop", "d2", "a 1 /a 0", "b 1 /b 1");
            judging.says("b", "CVE-1", Severity.HIGH).takesBack("a", "CVE-0");
            judge(database, judging, LATER);
            for (long channel : List.of(severe, team, gone)) {
                gather(database, channel, LATER);
            }
            assertThat(told(database, severe))
                    .containsExactly(
                            "1 changes of 1 images; CVE-1 new high in 1: r.example/team2/shop:d2",
                            "1 image-pushed: r.example/team2/shop:d2",
                            "1 scan-finished: r.example/team2/shop:d2");
            assertThat(told(database, team))
                    .containsExactly("1 changes of 1 images; CVE-0 gone low in 1: r.example/team/shop:d1");
            assertThat(told(database, gone))
                    .containsExactly("2 changes of 2 images; CVE-0 gone low in 2: r.example/team/shop:d1"
                            + " r.example/team2/shop:d2");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatWasSevereAndIsRatedLowerIsToldToo(Databases kind) throws Exception {
        StubJudging judging = new StubJudging().says("a", "CVE-1", Severity.HIGH);
        try (Database database = kind.open()) {
            image(database, judging, "r/shop", "d1", "a 1 /a 0");
            long channel = channel(
                    database,
                    "c",
                    new EventFilter(Optional.of(Severity.HIGH), List.of(), List.of("finding"), List.of()));
            judging.says("a", "CVE-1", Severity.LOW);
            judge(database, judging, LATER);
            gather(database, channel, LATER);
            assertThat(told(database, channel))
                    .containsExactly("1 changes of 1 images; CVE-1 severity low in 1: r/shop:d1");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void updatedAdvisoriesAreToldOnce(Databases kind) throws Exception {
        StubJudging judging = new StubJudging();
        try (Database database = kind.open()) {
            long channel = channel(
                    database,
                    "c",
                    new EventFilter(Optional.empty(), List.of(), List.of("advisories-updated"), List.of()));
            judge(database, judging, THEN);
            gather(database, channel, LATER);
            assertThat(told(database, channel)).isEmpty();
            judge(database, judging, LATER);
            judge(database, judging, LATER);
            gather(database, channel, LATER);
            assertThat(told(database, channel)).containsExactly("1 advisories-updated: ");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aDigestIsOneMessageOfAllTypesAtItsHour(Databases kind) throws Exception {
        StubJudging judging = new StubJudging();
        try (Database database = kind.open()) {
            Channels channels = new Channels(database);
            long daily = channels.add(spec("daily", ALL, Duration.ofDays(1)), "test", THEN)
                    .orElseThrow();
            image(database, judging, "r/shop", "d1", "a 1 /a 0");
            assertThat(channels.due(THEN.plusSeconds(60))).isEmpty();
            judging.says("a", "CVE-1", Severity.HIGH);
            judge(database, judging, LATER);
            assertThat(channels.due(LATER)).hasSize(1);
            assertThat(gather(database, daily, LATER.plusSeconds(3600))).isEqualTo(1);
            assertThat(told(database, daily))
                    .containsExactly("1 changes of 1 images; CVE-1 new high in 1: r/shop:d1;"
                            + " 1 image-pushed: r/shop:d1; 1 scan-finished: r/shop:d1");
            // Though this one was late: the next at the same hour, and nothing when there is no news.
            assertThat(channels.byId(daily).orElseThrow().due()).isEqualTo(LATER.plus(Duration.ofDays(1)));
            assertThat(gather(database, daily, LATER.plus(Duration.ofDays(1)))).isZero();
            assertThat(channels.byId(daily).orElseThrow().due()).isEqualTo(LATER.plus(Duration.ofDays(2)));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void manyNodesAtOnceMakeEachMessageOnce(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            long id = channel(database, "c", ALL);
            Events events = new Events(database);
            Outbox outbox = new Outbox(database);
            Channels channels = new Channels(database);
            for (int round = 0; round < 5; round++) {
                events.add(Events.Type.PROMOTED, Optional.empty(), "round " + round, LATER);
                List<Thread> nodes = new ArrayList<>();
                for (int node = 0; node < 6; node++) {
                    nodes.add(Thread.ofVirtual()
                            .start(() -> outbox.gather(channels.byId(id).orElseThrow(), 20, OutboxTest::words, LATER)));
                }
                for (Thread node : nodes) {
                    node.join();
                }
            }
            assertThat(told(database, id)).hasSize(5).allMatch(title -> title.equals("1 promoted: "));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aJudgementThatGoesOnIsWaitedForButNotForEver(Databases kind) throws Exception {
        StubJudging judging = new StubJudging();
        try (Database database = kind.open()) {
            image(database, judging, "r/shop", "d1", "a 1 /a 0");
            long channel = channel(database, "c", ALL);
            judging.says("a", "CVE-1", Severity.HIGH);
            judge(database, judging, LATER);
            // As it is in the middle, or after a kill.
            database.write(h -> h.execute("update judgement set changes = -1"));
            new Events(database).add(Events.Type.PROMOTED, Optional.empty(), "x", LATER);
            assertThat(gather(database, channel, LATER.plusSeconds(60))).isZero();
            assertThat(gather(database, channel, LATER.plus(Duration.ofMinutes(16))))
                    .isEqualTo(2);
        }
    }

    /** The later transaction commits first: its event waits for the other, and neither is lost or told twice. */
    @Test
    void nothingIsLostWhenTransactionsCommitInAnotherOrder() throws Exception {
        try (Database database = Databases.POSTGRESQL.open()) {
            long channel = channel(database, "c", ALL);
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch commit = new CountDownLatch(1);
            Thread slow = Thread.ofVirtual()
                    .start(() -> database.write(h -> {
                        Events.add(h, Events.Type.PROMOTED, Optional.empty(), "slow", LATER);
                        written.countDown();
                        try {
                            commit.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        return 0;
                    }));
            written.await();
            new Events(database).add(Events.Type.POLICY_VIOLATED, Optional.empty(), "quick", LATER);
            assertThat(gather(database, channel, LATER)).isZero();
            // Made while the slow one is open: it is told of what is committed from now on.
            long second = channel(database, "second", ALL);
            commit.countDown();
            slow.join();
            assertThat(gather(database, channel, LATER)).isEqualTo(2);
            assertThat(gather(database, channel, LATER)).isZero();
            assertThat(told(database, channel)).containsExactlyInAnyOrder("1 promoted: ", "1 policy-violated: ");
            gather(database, second, LATER);
            assertThat(told(database, second)).contains("1 promoted: ");
        }
    }

    /** Restored from a dump into a new server, whose transactions begin to count again. */
    @Test
    void aStoreThatWasRestoredElsewhereGoesOn() throws Exception {
        try (Database database = Databases.POSTGRESQL.open()) {
            long channel = channel(database, "c", ALL);
            Events events = new Events(database);
            events.add(Events.Type.PROMOTED, Optional.empty(), "told", LATER);
            gather(database, channel, LATER);
            events.add(Events.Type.POLICY_VIOLATED, Optional.empty(), "not told yet", LATER);
            String far = "900000000000";
            database.write(h -> h.execute("update event set tx = '" + far + "'")
                    + h.execute("update channel set position_tx = " + far + ", position_id = 1"));
            events.add(Events.Type.SCAN_FAILED, Optional.empty(), "new", LATER);
            gather(database, channel, LATER);
            assertThat(told(database, channel)).hasSize(1);
            new Outbox(database).restored();
            new Outbox(database).restored();
            gather(database, channel, LATER);
            assertThat(told(database, channel))
                    .containsExactly("1 promoted: ", "1 policy-violated: ", "1 scan-failed: ");
        }
    }

    /**
     * Waits until no transaction is older than the newest event. PostgreSQL's own may be, such as its vacuum; a channel that is
     * switched on meanwhile is rather told too much than too little.
     */
    private static void settled(Database database) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        while (database.postgres()
                && database.read(
                        h -> h.createQuery("select max(tx) >= pg_snapshot_xmin(pg_current_snapshot()) from event")
                                .mapTo(Boolean.class)
                                .one())) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void channelsAreChangedSwitchedOffAndDeleted(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Channels channels = new Channels(database);
            Events events = new Events(database);
            EventFilter filter = new EventFilter(
                    Optional.of(Severity.LOW), List.of("*/a"), List.of("finding", "promoted"), List.of("new"));
            long id = channel(database, "one", filter);
            channel(database, "two", ALL);
            assertThat(channels.byId(id).orElseThrow().spec()).isEqualTo(spec("one", filter, Duration.ZERO));
            assertThat(channels.add(spec("one", ALL, Duration.ZERO), "test", THEN))
                    .isEmpty();
            Channels.Channel first = channels.byId(id).orElseThrow();
            assertThat(channels.change(first, spec("two", ALL, Duration.ZERO), "test", THEN))
                    .isEqualTo(Channels.Changed.NAME_TAKEN);
            Channels.Spec off = new Channels.Spec("one", "webhook", "{}", ALL, Duration.ZERO, false);
            assertThat(channels.change(first, off, "test", THEN)).isEqualTo(Channels.Changed.DONE);
            // Even in the millisecond of the first change.
            assertThat(channels.change(first, spec("three", ALL, Duration.ZERO), "test", THEN))
                    .isEqualTo(Channels.Changed.OUTDATED);
            Channels.Channel second = channels.byId(id).orElseThrow();
            assertThat(second.spec()).isEqualTo(off);
            events.add(Events.Type.PROMOTED, Optional.empty(), "unheard", LATER);
            assertThat(channels.due(LATER)).hasSize(1);
            settled(database);
            assertThat(channels.change(second, spec("one", ALL, Duration.ZERO), "test", THEN))
                    .isEqualTo(Channels.Changed.DONE);
            events.add(Events.Type.POLICY_VIOLATED, Optional.empty(), "heard", LATER);
            gather(database, id, LATER);
            assertThat(told(database, id)).containsExactly("1 policy-violated: ");
            assertThat(channels.delete(id, "test", LATER)).isTrue();
            assertThat(channels.delete(id, "test", LATER)).isFalse();
            assertThat(channels.change(second, spec("one", ALL, Duration.ZERO), "test", LATER))
                    .isEqualTo(Channels.Changed.OUTDATED);
            assertThat(channels.page(0, 9)).hasSize(1);
            assertThat(new Audit(database).before(Long.MAX_VALUE, 9))
                    .extracting(Audit.Entry::action)
                    .containsExactly(
                            "channel.delete", "channel.change", "channel.change", "channel.create", "channel.create");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aDeadDeliveryIsTriedAgainAndOldOnesAreForgotten(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            long channel = channel(database, "c", ALL);
            new Events(database).add(Events.Type.PROMOTED, Optional.empty(), "x", THEN);
            gather(database, channel, THEN);
            Deliveries deliveries = new Deliveries(database);
            Jobs jobs = new Jobs(database);
            Set<String> kinds = Set.of(Deliveries.DELIVER);
            Jobs.Job job = jobs.claim("w", kinds, Duration.ofMinutes(1), THEN).orElseThrow();
            Deliveries.Delivery first =
                    deliveries.byId(Long.parseLong(job.subject())).orElseThrow();
            assertThat(deliveries.retry(first, "test", THEN)).isFalse();
            deliveries.tried(first.id(), Deliveries.State.DEAD, "gone", THEN);
            jobs.done(job, THEN);
            assertThat(deliveries.retry(first, "test", THEN)).isTrue();
            Deliveries.Delivery again = deliveries.byKey(first.key()).orElseThrow();
            assertThat(again.state()).isEqualTo(Deliveries.State.QUEUED);
            assertThat(again.attempts()).isZero();
            assertThat(jobs.claim("w", kinds, Duration.ofMinutes(1), THEN)).isPresent();
            assertThat(deliveries.forget(LATER)).isZero();
            deliveries.tried(first.id(), Deliveries.State.DELIVERED, "200", THEN);
            assertThat(deliveries.forget(LATER)).isEqualTo(1);
        }
    }
}
