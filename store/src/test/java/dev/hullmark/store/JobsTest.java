package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Set<String> KINDS = Set.of("scan");

    private static Optional<String> claim(Jobs jobs, Instant now) {
        return jobs.claim("w", KINDS, LEASE, now).map(j -> j.subject() + " " + j.attempts());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatUsersAskForGoesFirstAndNothingIsQueuedTwice(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Jobs jobs = new Jobs(database);
            jobs.add("scan", "a", Jobs.Priority.SCHEDULED, NOW);
            jobs.add("scan", "b", Jobs.Priority.PUSHED, NOW);
            jobs.add("scan", "c", Jobs.Priority.SCHEDULED, NOW);
            jobs.add("scan", "c", Jobs.Priority.ASKED, NOW);
            jobs.add("scan", "c", Jobs.Priority.SCHEDULED, NOW);
            assertThat(claim(jobs, NOW)).contains("c 1");
            jobs.add("scan", "c", Jobs.Priority.ASKED, NOW);
            assertThat(claim(jobs, NOW)).contains("b 1");
            assertThat(claim(jobs, NOW)).contains("a 1");
            assertThat(claim(jobs, NOW)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void othersWorkIsLeftToThem(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Jobs jobs = new Jobs(database);
            jobs.add("deliver", "1", Jobs.Priority.ASKED, NOW);
            jobs.add("scan", "a", Jobs.Priority.SCHEDULED, NOW);
            assertThat(claim(jobs, NOW)).contains("a 1");
            assertThat(claim(jobs, NOW)).isEmpty();
            assertThat(jobs.claim("w", Set.of("deliver"), LEASE, NOW)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aJobOfADeadWorkerIsAnybodysAgainAndTheDeadHasNoSay(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Jobs jobs = new Jobs(database);
            jobs.add("scan", "a", Jobs.Priority.PUSHED, NOW);
            Jobs.Job dead = jobs.claim("w1", KINDS, LEASE, NOW).orElseThrow();
            assertThat(jobs.renew(dead, "w1", LEASE, NOW.plusSeconds(200))).isTrue();
            assertThat(claim(jobs, NOW.plusSeconds(400))).isEmpty();
            Jobs.Job alive =
                    jobs.claim("w2", KINDS, LEASE, NOW.plusSeconds(600)).orElseThrow();
            assertThat(alive.attempts()).isEqualTo(2);
            assertThat(jobs.renew(dead, "w1", LEASE, NOW.plusSeconds(600))).isFalse();
            jobs.failed(dead, "too late", NOW);
            assertThat(jobs.latest(9)).extracting(Jobs.Seen::state).containsExactly("running");
            jobs.again(alive, "the registry is away", NOW.plusSeconds(700), NOW.plusSeconds(610));
            assertThat(claim(jobs, NOW.plusSeconds(650))).isEmpty();
            Jobs.Job third =
                    jobs.claim("w3", KINDS, LEASE, NOW.plusSeconds(700)).orElseThrow();
            jobs.done(third, NOW.plusSeconds(701));
            assertThat(claim(jobs, NOW.plusSeconds(9000))).isEmpty();
            jobs.add("scan", "a", Jobs.Priority.PUSHED, NOW.plusSeconds(9000));
            assertThat(claim(jobs, NOW.plusSeconds(9000))).contains("a 1");
            assertThat(jobs.forget(NOW.plusSeconds(8000))).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void toWaitIsNoAttemptAndWhoLostTheJobHasNoSayStill(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Jobs jobs = new Jobs(database);
            jobs.add("scan", "a", Jobs.Priority.PUSHED, NOW);
            Jobs.Job dead = jobs.claim("w1", KINDS, LEASE, NOW).orElseThrow();
            Instant after = NOW.plusSeconds(600);
            Jobs.Job alive = jobs.claim("w2", KINDS, LEASE, after).orElseThrow();
            jobs.later(alive, "being judged", after.plusSeconds(10), after);
            jobs.done(dead, after);
            assertThat(claim(jobs, after)).isEmpty();
            Jobs.Job third =
                    jobs.claim("w3", KINDS, LEASE, after.plusSeconds(10)).orElseThrow();
            assertThat(third.attempts()).isEqualTo(2);
            jobs.done(dead, after);
            assertThat(jobs.latest(9)).extracting(Jobs.Seen::state).containsExactly("running");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsAskedForWhileItIsDoneIsDoneOnceMore(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Jobs jobs = new Jobs(database);
            jobs.addOnceMore("scan", "a", Jobs.Priority.PUSHED, NOW);
            Jobs.Job first = jobs.claim("w", KINDS, LEASE, NOW).orElseThrow();
            jobs.addOnceMore("scan", "a", Jobs.Priority.ASKED, NOW);
            jobs.addOnceMore("scan", "a", Jobs.Priority.PUSHED, NOW);
            assertThat(claim(jobs, NOW)).isEmpty();
            jobs.done(first, NOW);
            Jobs.Job second = jobs.claim("w", KINDS, LEASE, NOW).orElseThrow();
            jobs.done(second, NOW);
            assertThat(claim(jobs, NOW)).isEmpty();
            jobs.addOnceMore("scan", "b", Jobs.Priority.PUSHED, NOW);
            Jobs.Job fails = jobs.claim("w", KINDS, LEASE, NOW).orElseThrow();
            jobs.addOnceMore("scan", "b", Jobs.Priority.PUSHED, NOW);
            jobs.again(fails, "the registry is away", NOW, NOW);
            jobs.done(jobs.claim("w", KINDS, LEASE, NOW).orElseThrow(), NOW);
            assertThat(claim(jobs, NOW)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void everyJobIsDoneByExactlyOneOfManyWorkers(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Jobs jobs = new Jobs(database);
            for (int i = 0; i < 60; i++) {
                jobs.add("scan", "image" + i, Jobs.Priority.PUSHED, NOW);
            }
            List<String> done = Collections.synchronizedList(new ArrayList<>());
            List<Thread> workers = new ArrayList<>();
            for (int w = 0; w < 6; w++) {
                String name = "w" + w;
                workers.add(Thread.ofVirtual().start(() -> {
                    for (Optional<Jobs.Job> job = jobs.claim(name, KINDS, LEASE, NOW);
                            job.isPresent();
                            job = jobs.claim(name, KINDS, LEASE, NOW)) {
                        done.add(job.get().subject());
                        jobs.done(job.get(), NOW);
                    }
                }));
            }
            for (Thread worker : workers) {
                worker.join();
            }
            assertThat(done).hasSize(60).doesNotHaveDuplicates();
        }
    }
}
