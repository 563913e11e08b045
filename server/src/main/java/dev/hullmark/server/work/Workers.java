package dev.hullmark.server.work;

import dev.hullmark.store.Jobs;
import dev.hullmark.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that take jobs of their tasks' kinds as long as there are any. Each job is kept in hand while it is worked on; a thread that dies with
 * its process leaves it to others.
 */
public final class Workers implements AutoCloseable {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration RENEW = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration TROUBLE = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final Tasks tasks;
    private final Context context;
    private final String owner = UUID.randomUUID().toString();
    private final List<Thread> threads = new ArrayList<>();

    public Workers(Context context, Tasks tasks) {
        this.context = context;
        jobs = new Jobs(context.database());
        this.tasks = tasks;
    }

    public void start(int count) {
        for (int i = 0; i < count; i++) {
            AtomicReference<Optional<Jobs.Job>> hand = new AtomicReference<>(Optional.empty());
            threads.add(Thread.ofPlatform().name("worker-" + i).start(() -> work(hand)));
            threads.add(Thread.ofVirtual().name("lease-" + i).start(() -> keep(hand)));
        }
    }

    private void work(AtomicReference<Optional<Jobs.Job>> hand) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Optional<Jobs.Job> job = jobs.claim(owner, tasks.kinds(), LEASE, context.now());
                hand.set(job);
                job.ifPresent(tasks::run);
                if (job.isEmpty()) {
                    pause(IDLE);
                }
            } catch (StoreException e) {
                // The database is away: what is in hand there comes back with it.
                Log.problem(String.valueOf(e.getMessage()));
                pause(TROUBLE);
            } catch (Error e) {
                // A broken library costs its jobs, not the worker; the lease runs out.
                Log.problem("internal error: " + e);
                pause(TROUBLE);
            } finally {
                hand.set(Optional.empty());
            }
        }
    }

    private void keep(AtomicReference<Optional<Jobs.Job>> hand) {
        while (!Thread.currentThread().isInterrupted()) {
            pause(RENEW);
            try {
                hand.get().ifPresent(job -> jobs.renew(job, owner, LEASE, context.now()));
            } catch (StoreException e) {
                Log.problem(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(TROUBLE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
