package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which images hold one thing that is found, and since when. */
public final class Holders {
    private static final String SINCE = """
            select i.*, held.since from (
                select image_id, min(since) as since from (
                    select x.image_id, f.first_seen as since
                    from image_set x
                        join set_package s on s.set_id = x.set_id
                        join package_finding f on f.package_id = s.package_id
                    where x.image_id in (<images>) and f.vulnerability = :id and f.gone_at is null
                    union all
                    select image_id, first_seen from image_finding
                    where image_id in (<images>) and vulnerability = :id and gone_at is null
                ) found
                group by image_id
            ) held join image i on i.id = held.image_id
            order by i.id
            """;

    private static final int NAMES = 5;

    private final Database database;

    public Holders(Database database) {
        this.database = database;
    }

    /**
     * An image that holds it.
     *
     * @param names it has now, some of them
     * @param since the later of: it became known; the image was read for the first time
     */
    public record Holder(Images.Image image, List<String> names, Instant since) {
        public Holder {
            names = List.copyOf(names);
        }
    }

    /**
     * A package that has it.
     *
     * @param fixedIn the lowest version without it, or ""
     * @param source the advisory's own id at its source
     * @param cause why it came or last changed, or ""
     */
    public record Affected(
            String purl,
            String fixedIn,
            Severity severity,
            String source,
            Instant firstSeen,
            String cause,
            String title) {}

    /** Images that have a name, by when they came; after the one with this id. */
    public List<Holder> page(String id, long after, int most) {
        return database.read(h -> {
            List<Long> images = HoldingImages.page(h, database.postgres(), id, true, after, most);
            if (images.isEmpty()) {
                return List.of();
            }
            Map<Long, List<String>> names = HoldingImages.names(h, images, NAMES);
            return h.createQuery(SINCE)
                    .bindList("images", images)
                    .bind("id", id)
                    .map((row, context) -> {
                        Images.Image image = Images.read(row, context);
                        return new Holder(
                                image,
                                names.getOrDefault(image.id(), List.of()),
                                Instant.ofEpochMilli(Math.max(row.getLong("known_since"), row.getLong("since"))));
                    })
                    .list();
        });
    }

    /** The packages that have it, one of each kind. */
    public List<Affected> packages(String id, int most) {
        return database.read(h -> h.createQuery("""
                        select purl, min(fixed_in) as fixed_in, min(severity) as severity, min(source) as source,
                            min(first_seen) as first_seen, min(cause) as cause, min(title) as title
                        from package_finding where vulnerability = :id and gone_at is null
                        group by purl order by purl limit :most
                        """)
                .bind("id", id)
                .bind("most", most)
                .map((row, context) -> new Affected(
                        row.getString("purl"),
                        row.getString("fixed_in"),
                        Findings.severity(row.getString("severity")),
                        row.getString("source"),
                        Instant.ofEpochMilli(row.getLong("first_seen")),
                        row.getString("cause"),
                        row.getString("title")))
                .list());
    }

    /** What one is called and how bad it is, where no package has it any more or yet; empty when it was never seen. */
    public Optional<String> title(String id) {
        return database.read(h -> h.createQuery("select title from package_finding where vulnerability = :id"
                        + " union all select title from image_finding where vulnerability = :id limit 1")
                .bind("id", id)
                .mapTo(String.class)
                .findFirst());
    }
}
