package dev.hullmark.server.work;

import dev.hullmark.model.HullmarkException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** What is done without being asked. Every node may queue the same job, which is then done once. */
public final class Schedule implements AutoCloseable {
    private static final int THREADS = 4;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(THREADS);

    /** @param first how long to wait before the first time */
    public void every(Duration period, Duration first, Runnable work) {
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

    /** Some part of a tenth of a period: not all nodes of the world at the same second. */
    public static Duration jitter(Duration period) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(period.toMillis() / 10 + 1));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
