package dev.hullmark.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened to one image, and what its names stood for before. */
public final class History {
    private final Database database;

    public History(Database database) {
        this.database = database;
    }

    /**
     * One thing that happened.
     *
     * @param type as {@link Events.Type} writes it
     * @param vulnerability or "" where it is about no finding
     * @param change in one word, or ""
     * @param was what changed as it was, or ""
     */
    public record Event(
            long id,
            Instant at,
            String type,
            String vulnerability,
            String severity,
            String change,
            String was,
            String cause) {}

    /**
     * What a name stood for during some time.
     *
     * @param until empty for now
     */
    public record Named(String name, String platform, String digest, Instant since, Optional<Instant> until) {}

    /**
     * The latest first; before the one with this id. What many images share is found by what is or was found of this one's
     * packages.
     */
    public List<Event> events(long image, long before, int most) {
        return database.read(h -> h.createQuery("""
                        with keys as (
                            select distinct f.key
                            from image_set i
                                join set_package s on s.set_id = i.set_id
                                join package_finding f on f.package_id = s.package_id
                            where i.image_id = :image
                        )
                        select e.id, e.at, e.type, e.vulnerability, e.severity, e.change, e.was, e.cause
                        from event e where e.image_id = :image and e.id < :before
                        union all
                        select e.id, e.at, e.type, e.vulnerability, e.severity, e.change, e.was, e.cause
                        from keys
                            join event e on e.finding = keys.key
                            join event_image x on x.event_id = e.id and x.image_id = :image
                        where e.id < :before
                        order by id desc limit :most
                        """)
                .bind("image", image)
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> new Event(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)))
                .list());
    }

    /** Everything that the names of an image ever stood for, the latest first. */
    public List<Named> names(long image, int most) {
        return database.read(h -> h.createQuery("""
                        select t.name, t.platform, i.digest, t.since, t.until
                        from (select distinct repository, tag, platform from tag where image_id = :image) own
                            join tag t on t.repository = own.repository and t.tag = own.tag
                                and t.platform = own.platform
                            join image i on i.id = t.image_id
                        order by t.since desc, t.id desc limit :most
                        """)
                .bind("image", image)
                .bind("most", most)
                .map((row, context) -> {
                    long end = row.getLong(5);
                    Optional<Instant> until = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(end));
                    return new Named(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            Instant.ofEpochMilli(row.getLong(4)),
                            until);
                })
                .list());
    }
}
