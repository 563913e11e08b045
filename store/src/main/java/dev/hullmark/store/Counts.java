package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much of everything there is, for who watches a server. */
public final class Counts {
    private final Database database;

    public Counts(Database database) {
        this.database = database;
    }

    /** How many of one sort, as the columns say: {@code scan}, {@code queued}. */
    public record Count(String sort, String state, long count) {}

    public List<Count> images() {
        return counts("select '', status, count(*) from image group by status");
    }

    public List<Count> jobs() {
        return counts("select kind, state, count(*) from job group by kind, state");
    }

    public List<Count> deliveries() {
        return counts("select '', state, count(*) from delivery group by state");
    }

    private List<Count> counts(String query) {
        return database.read(h -> h.createQuery(query)
                .map((row, context) -> new Count(row.getString(1), row.getString(2), row.getLong(3)))
                .list());
    }

    /** Open findings of all images. */
    public Map<Severity, Long> findings() {
        return database.read(h -> h.createQuery("select sum(critical) as critical, sum(high) as high,"
                        + " sum(medium) as medium, sum(low) as low, sum(negligible) as negligible,"
                        + " sum(unknown) as unknown from image")
                .map((row, context) -> {
                    Map<Severity, Long> sums = new EnumMap<>(Severity.class);
                    for (Severity severity : Severity.values()) {
                        sums.put(severity, row.getLong(severity.text()));
                    }
                    return sums;
                })
                .one());
    }

    /** Since when the job that waits longest could have been begun. */
    public Optional<Instant> oldestJob(Instant now) {
        return database.read(h -> h.select(
                        "select min(not_before) from job where state = 'queued' and not_before <= ?",
                        now.toEpochMilli())
                .mapTo(Long.class)
                .findFirst()
                .map(Instant::ofEpochMilli));
    }
}
