package dev.hullmark.server.work;

import dev.hullmark.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/**
 * What every part of a server works with.
 *
 * @param data this node's own directory
 */
public record Context(Database database, Path data, Clock clock) {
    public Instant now() {
        return clock.instant();
    }

    /** Where what lives no longer than one job goes. */
    public Path temporary() {
        return data.resolve("tmp");
    }
}
