package dev.hullmark.image;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does a list of jobs on as many threads as there are processors, the caller's among them. */
final class Workers {
    private Workers() {}

    /**
     * Returns when all jobs have ended.
     *
     * @param onFailure called once a job has thrown, so that the others can end early; then the first failure is thrown
     */
    static <T> void run(List<T> jobs, Consumer<T> job, Runnable onFailure) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < jobs.size(); i = next.getAndIncrement()) {
                try {
                    job.accept(jobs.get(i));
                } catch (RuntimeException | Error e) {
                    if (failure.compareAndSet(null, e)) {
                        next.set(jobs.size());
                        onFailure.run();
                    }
                }
            }
        };
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(Runtime.getRuntime().availableProcessors(), jobs.size()); i++) {
            helpers.add(Thread.ofPlatform().daemon().name("layer-" + i).start(worker));
        }
        worker.run();
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    onFailure.run();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
