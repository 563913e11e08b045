package dev.hullmark.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.store.Database;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);

    @TempDir
    private Path data = Path.of("");

    /** Waits some times, then fails for others' reasons; told what came of it. */
    private static final class Waiting implements Task {
        private final List<String> failed = new ArrayList<>();
        private int waits;
        private int failures;

        Waiting(int waits, int failures) {
            this.waits = waits;
            this.failures = failures;
        }

        @Override
        public void run(String subject) {
            if (waits-- > 0) {
                throw new Later("it is being judged", Duration.ofSeconds(10));
            }
            if (failures-- > 0) {
                throw new StoreException("the database is away");
            }
        }

        @Override
        public void failed(Jobs.Job job, String reason, boolean again) {
            failed.add(reason + " " + again);
        }
    }

    private Tasks tasks(Database database, Task task, Instant now) {
        Tasks tasks = new Tasks(new Context(database, data, Clock.fixed(now, ZoneOffset.UTC)), (_, _, _) -> {});
        tasks.put("wait", task);
        return tasks;
    }

    private static Optional<Jobs.Job> claim(Jobs jobs, Instant now) {
        return jobs.claim("w", Set.of("wait"), LEASE, now);
    }

    @Test
    void waitingUsesUpNoAttempts() {
        try (Database database = Database.file(data.resolve("hullmark.db"))) {
            Jobs jobs = new Jobs(database);
            jobs.add("wait", "a", Jobs.Priority.ASKED, NOW);
            Waiting task = new Waiting(60, 7);
            Instant now = NOW;
            for (Optional<Jobs.Job> job = claim(jobs, now); job.isPresent(); job = claim(jobs, now)) {
                tasks(database, task, now).run(job.get());
                now = now.plus(Duration.ofHours(1));
            }
            assertThat(task.failed).hasSize(7).containsOnly("the database is away true");
            assertThat(jobs.latest(9)).extracting(Jobs.Seen::state).containsExactly("done");
        }
    }

    @Test
    void whatKillsItsServerEachTimeIsGivenUpAndItsTaskIsTold() {
        try (Database database = Database.file(data.resolve("hullmark.db"))) {
            Jobs jobs = new Jobs(database);
            jobs.add("wait", "a", Jobs.Priority.ASKED, NOW);
            Instant now = NOW;
            for (int death = 0; death < 50; death++) {
                assertThat(claim(jobs, now)).isPresent();
                now = now.plus(LEASE).plusSeconds(1);
            }
            Waiting task = new Waiting(0, 0);
            tasks(database, task, now).run(claim(jobs, now).orElseThrow());
            assertThat(task.failed).containsExactly("It was begun 50 times and never ended. false");
            assertThat(jobs.latest(9)).extracting(Jobs.Seen::state).containsExactly("failed");
        }
    }
}
