package dev.hullmark.server.work;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Does one job by the task for its kind, and notes how it ended. */
public final class Tasks {
    private static final int ATTEMPTS = 8;
    private static final int ATTEMPTS_WITHOUT_HOPE = 2;

    /** What kills its server each time must not do so for ever. */
    private static final int DEATHS = 50;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final Jobs jobs;
    private final Context context;
    private final Finished finished;

    public Tasks(Context context, Finished finished) {
        jobs = new Jobs(context.database());
        this.context = context;
        this.finished = finished;
    }

    /** Is told of each attempt at a job. */
    @FunctionalInterface
    public interface Finished {
        /** @param outcome {@code done}, {@code later} or {@code failed} */
        void job(String kind, String outcome, Duration took);
    }

    /** Says who does the jobs of a kind. */
    public void put(String kind, Task task) {
        tasks.put(kind, task);
    }

    /** What is done here. */
    Set<String> kinds() {
        return Set.copyOf(tasks.keySet());
    }

    void run(Jobs.Job job) {
        Task task = tasks.getOrDefault(job.kind(), Tasks::nobody);
        Instant start = context.now();
        String outcome = "failed";
        try {
            if (job.attempts() > DEATHS) {
                failed(task, job, "It was begun " + DEATHS + " times and never ended.", false);
                return;
            }
            task.run(job.subject());
            jobs.done(job, context.now());
            outcome = "done";
        } catch (Task.Later e) {
            Instant now = context.now();
            jobs.later(job, String.valueOf(e.getMessage()), now.plus(e.pause()), now);
            outcome = "later";
        } catch (HullmarkException e) {
            failed(task, job, String.valueOf(e.getMessage()), task.passing(e));
        } catch (RuntimeException e) {
            // A bug costs its job, not the worker.
            failed(task, job, "internal error: " + e, false);
        } finally {
            finished.job(job.kind(), outcome, Duration.between(start, context.now()));
        }
    }

    private static void nobody(String subject) {
        throw new HullmarkException("Nobody here does this; a newer server queued it.");
    }

    private void failed(Task task, Jobs.Job job, String reason, boolean passing) {
        Instant now = context.now();
        boolean again = job.attempts() < (passing ? ATTEMPTS : ATTEMPTS_WITHOUT_HOPE);
        Log.problem(job.kind() + " " + job.subject() + ": " + reason + (again ? " It is tried again." : ""));
        task.failed(job, reason, again);
        if (again) {
            jobs.again(job, reason, now.plus(FIRST_PAUSE.multipliedBy(1L << (job.attempts() - 1))), now);
        } else {
            jobs.failed(job, reason, now);
        }
    }
}
