package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Images by their digests, and the names they have. */
public final class Images {
    private static final String COLUMNS = "id, digest, name, status, reason, packages, critical, high, medium, low,"
            + " negligible, unknown, exploited, scanned_at, judged_at";

    private final Database database;

    public Images(Database database) {
        this.database = database;
    }

    /** What is known of an image's scan. */
    public enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        UNSUPPORTED,
        TOO_LARGE;

        /** As the API writes it: {@code too-large}. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        static Status of(String text) {
            return valueOf(text.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * One image.
     *
     * @param name as it was first named
     * @param reason why it failed, or ""
     * @param findings open ones by severity
     * @param judgedAt when its verdict was last brought up to date
     */
    public record Image(
            long id,
            String digest,
            String name,
            Status status,
            String reason,
            int packages,
            Map<Severity, Integer> findings,
            int exploited,
            Optional<Instant> scannedAt,
            Optional<Instant> judgedAt) {}

    /**
     * Notes that a name stands for an image now.
     *
     * @param repository with its registry: {@code registry.example:5000/shop}
     * @param tag "" where it was named by digest alone
     * @return its id, and whether it was not known before
     */
    public Registered register(String repository, String tag, String digest, Instant now) {
        return database.addImage(h -> {
            String name = repository + (tag.isEmpty() ? "@" + digest : ":" + tag);
            int inserted = h.createUpdate(
                            "insert into image (digest, name, status, reason, packages, critical, high, medium, low,"
                                    + " negligible, unknown, exploited) values (:digest, :name, 'queued', '', 0, 0, 0,"
                                    + " 0, 0, 0, 0, 0) on conflict (digest) do nothing")
                    .bind("digest", digest)
                    .bind("name", name)
                    .execute();
            long id = h.select("select id from image where digest = ?", digest)
                    .mapTo(Long.class)
                    .one();
            if (!tag.isEmpty()) {
                tag(h, repository, tag, id, now.toEpochMilli());
            }
            return new Registered(id, inserted > 0);
        });
    }

    /** @param added whether it was not known before */
    public record Registered(long id, boolean added) {}

    private static void tag(Handle h, String repository, String tag, long image, long now) {
        boolean same = h.select(
                        "select 1 from tag where repository = ? and tag = ? and image_id = ? and until is null",
                        repository,
                        tag,
                        image)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        if (same) {
            return;
        }
        h.execute("update tag set until = ? where repository = ? and tag = ? and until is null", now, repository, tag);
        h.execute(
                "insert into tag (repository, tag, image_id, since) values (?, ?, ?, ?)"
                        + " on conflict (repository, tag, since) do update set image_id = excluded.image_id, until = null",
                repository,
                tag,
                image,
                now);
    }

    /** Whether a name stands for this image now. */
    public boolean stands(String repository, String tag, String digest) {
        return database.read(h -> h.select(
                        "select 1 from tag t join image i on i.id = t.image_id where t.repository = ? and t.tag = ?"
                                + " and i.digest = ? and t.until is null",
                        repository,
                        tag,
                        digest)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    public void status(long image, Status status, String reason) {
        database.write(
                h -> h.execute("update image set status = ?, reason = ? where id = ?", status.text(), reason, image));
    }

    public Optional<Image> byDigest(String digest) {
        return database.read(h -> h.select("select " + COLUMNS + " from image where digest = ?", digest)
                .map(Images::read)
                .findOne());
    }

    public Optional<Image> byId(long id) {
        return database.read(h -> h.select("select " + COLUMNS + " from image where id = ?", id)
                .map(Images::read)
                .findOne());
    }

    /**
     * A page of images by name.
     *
     * @param after the last one of the page before, or empty for the first
     * @param most how many
     */
    public List<Image> page(Optional<Image> after, int most) {
        return database.read(h -> h.createQuery("select " + COLUMNS
                        + " from image where (name, id) > (:name, :id) order by name, id limit :most")
                .bind("name", after.map(Image::name).orElse(""))
                .bind("id", after.map(Image::id).orElse(0L))
                .bind("most", most)
                .map(Images::read)
                .list());
    }

    private static Image read(ResultSet row, StatementContext context) throws SQLException {
        Map<Severity, Integer> findings = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            findings.put(severity, row.getInt(severity.text()));
        }
        return new Image(
                row.getLong("id"),
                row.getString("digest"),
                row.getString("name"),
                Status.of(row.getString("status")),
                row.getString("reason"),
                row.getInt("packages"),
                findings,
                row.getInt("exploited"),
                time(row, "scanned_at"),
                time(row, "judged_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** The names that stand for an image now, {@code REPOSITORY:TAG}. */
    public List<String> names(long image) {
        return new ArrayList<>(database.read(h -> h.select(
                        "select repository || ':' || tag from tag where image_id = ? and until is null order by 1",
                        image)
                .mapTo(String.class)
                .list()));
    }
}
