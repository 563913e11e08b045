package dev.hullmark.server.work;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Jobs;
import java.time.Duration;

/** Does the jobs of one kind. */
@FunctionalInterface
public interface Task {
    /**
     * @param subject of the job
     * @throws dev.hullmark.model.HullmarkException when it can't be done; the message is kept with the job
     */
    void run(String subject);

    /** Thrown by a task whose work goes on later: no failure, and nothing to be logged. */
    final class Later extends HullmarkException {
        private static final long serialVersionUID = 1;

        private final Duration pause;

        public Later(String message, Duration pause) {
            super(message);
            this.pause = pause;
        }

        public Duration pause() {
            return pause;
        }
    }

    /** Whether doing it again may help. */
    default boolean passing(RuntimeException e) {
        return e instanceof dev.hullmark.store.StoreException;
    }

    /**
     * It failed.
     *
     * @param again whether it is done again later
     */
    default void failed(Jobs.Job job, String reason, boolean again) {}
}
