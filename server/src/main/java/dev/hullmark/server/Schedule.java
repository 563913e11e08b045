package dev.hullmark.server;

import dev.hullmark.advisories.FeedResult;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Database;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Verdicts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What is done without being asked: a look at each registry, a fetch of advisories, judging by what changed, and once a day
 * judging everything. Every node may queue the same, which is then done once.
 */
final class Schedule implements AutoCloseable {
    private static final Duration NOTICE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(7);

    private final ServerOptions options;
    private final Jobs jobs;
    private final Verdicts verdicts;
    private final Knowledge knowledge;
    private final Rejudging rejudging;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

    Schedule(ServerOptions options, Database database, Knowledge knowledge, Rejudging rejudging, Clock clock) {
        this.options = options;
        jobs = new Jobs(database);
        verdicts = new Verdicts(database);
        this.knowledge = knowledge;
        this.rejudging = rejudging;
        this.clock = clock;
    }

    void start() {
        every(options.poll(), Duration.ZERO, this::poll);
        every(NOTICE, NOTICE, this::judge);
        every(Duration.ofHours(1), NOTICE, this::daily);
        // Not all nodes of the world at the same second.
        Duration jitter = Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(options.refresh().toMillis() / 10 + 1));
        every(options.refresh(), jitter, this::fetch);
    }

    private void every(Duration period, Duration first, Runnable work) {
        ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (HullmarkException e) {
                        Log.problem(String.valueOf(e.getMessage()));
                    } catch (RuntimeException e) {
                        Log.problem("internal error: " + e);
                    }
                },
                first.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void poll() {
        options.registries().forEach(r -> jobs.add(Work.POLL, r.host(), Jobs.Priority.SCHEDULED, clock.instant()));
    }

    private void judge() {
        if (rejudging.due()) {
            jobs.add(Work.REJUDGE, knowledge.digest(), Jobs.Priority.PUSHED, clock.instant());
        }
    }

    /** The day is the job's name: missed days are caught up by one. */
    private void daily() {
        Instant now = clock.instant();
        String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        if (!rejudging.judgedAll(today)) {
            jobs.add(Work.REJUDGE_ALL, today, Jobs.Priority.SCHEDULED, now);
        }
        jobs.forget(now.minus(KEPT));
    }

    private void fetch() {
        if (options.feeds().isEmpty()) {
            return;
        }
        Set<String> ecosystems = new TreeSet<>();
        verdicts.lookups().forEach(lookup -> ecosystems.add(lookup.ecosystem()));
        if (!ecosystems.isEmpty()) {
            for (FeedResult failed : knowledge.fetch(
                    options.feeds().get(), ecosystems, options.refresh().dividedBy(2))) {
                Log.problem("advisories: " + failed.message());
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
