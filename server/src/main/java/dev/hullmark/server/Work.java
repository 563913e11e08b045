package dev.hullmark.server;

import dev.hullmark.image.RegistryException;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Database;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Does one job, whatever its kind, and says how it ended. */
final class Work {
    /** Kinds of jobs, beside {@link Jobs#SCAN}; the subject is what was pushed. */
    static final String PUSHED = "pushed";

    /** The subject is a registry's host. */
    static final String POLL = "poll";

    /** The subject is a feed's digest. */
    static final String REJUDGE = "rejudge";

    /** The subject is a day. */
    static final String REJUDGE_ALL = "rejudge-all";

    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final Images images;
    private final Jobs jobs;
    private final Scanning scanning;
    private final Discovery discovery;
    private final Rejudging rejudging;
    private final Clock clock;

    Work(Database database, Scanning scanning, Discovery discovery, Rejudging rejudging, Clock clock) {
        images = new Images(database);
        jobs = new Jobs(database);
        this.scanning = scanning;
        this.discovery = discovery;
        this.rejudging = rejudging;
        this.clock = clock;
    }

    void run(Jobs.Job job) {
        try {
            switch (job.kind()) {
                case Jobs.SCAN -> scanning.scan(Long.parseLong(job.subject()));
                case PUSHED -> discovery.pushed(Pushed.of(job.subject()));
                case POLL -> discovery.everything(job.subject());
                case REJUDGE -> rejudging.changed(clock.instant());
                case REJUDGE_ALL -> rejudging.all(job.subject(), clock.instant());
                default -> throw new HullmarkException("Nobody here does '" + job.kind() + "'.");
            }
            jobs.done(job, clock.instant());
        } catch (HullmarkException e) {
            failed(job, String.valueOf(e.getMessage()), passing(e));
        } catch (RuntimeException e) {
            // A bug costs its job, not the worker.
            failed(job, "internal error: " + e, false);
        }
    }

    /** Whether trying again may help: not where an image is not there, or is none. */
    private static boolean passing(HullmarkException e) {
        return e instanceof StoreException
                || (e instanceof RegistryException registry && registry.why() == RegistryException.Why.TROUBLE);
    }

    private void failed(Jobs.Job job, String reason, boolean passing) {
        Instant now = clock.instant();
        boolean again = job.attempts() < (passing ? ATTEMPTS : 2);
        Log.problem(job.kind() + " " + job.subject() + ": " + reason + (again ? " It is tried again." : ""));
        if (job.kind().equals(Jobs.SCAN)) {
            images.status(Long.parseLong(job.subject()), again ? Images.Status.QUEUED : Images.Status.FAILED, reason);
        }
        if (again) {
            jobs.again(job, reason, now.plus(FIRST_PAUSE.multipliedBy(1L << (job.attempts() - 1))), now);
        } else {
            jobs.failed(job, reason, now);
        }
    }
}
