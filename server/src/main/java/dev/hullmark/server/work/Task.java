package dev.hullmark.server.work;

import dev.hullmark.store.Jobs;

/** Does the jobs of one kind. */
@FunctionalInterface
public interface Task {
    /**
     * @param subject of the job
     * @throws dev.hullmark.model.HullmarkException when it can't be done; the message is kept with the job
     */
    void run(String subject);

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
