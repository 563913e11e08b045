package dev.hullmark.server.work;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Does one job by the task for its kind, and notes how it ended. */
public final class Tasks {
    private static final int ATTEMPTS = 8;
    private static final int ATTEMPTS_WITHOUT_HOPE = 2;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final Jobs jobs;
    private final Context context;

    public Tasks(Context context) {
        jobs = new Jobs(context.database());
        this.context = context;
    }

    /** Says who does the jobs of a kind. */
    public void put(String kind, Task task) {
        tasks.put(kind, task);
    }

    void run(Jobs.Job job) {
        Task task = tasks.getOrDefault(job.kind(), Tasks::nobody);
        try {
            task.run(job.subject());
            jobs.done(job, context.now());
        } catch (HullmarkException e) {
            failed(task, job, String.valueOf(e.getMessage()), task.passing(e));
        } catch (RuntimeException e) {
            // A bug costs its job, not the worker.
            failed(task, job, "internal error: " + e, false);
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
