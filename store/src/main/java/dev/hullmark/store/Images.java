package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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

        /** @throws IllegalArgumentException for a word that is none */
        public static Status of(String text) {
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

    /** @param added whether it was not known before */
    public record Registered(long id, boolean added) {}

    /**
     * Notes that a name stands for an image now.
     *
     * @param repository with its registry: {@code registry.example:5000/shop}
     * @param tag or the digest where it was named by that alone
     * @param platform {@code linux/arm64} where the name stands for several images, else ""
     * @param scan whether to queue a scan of one that was not known before, or could not be read, and how urgently
     */
    public Registered register(
            String repository, String tag, String platform, String digest, Optional<Jobs.Priority> scan, Instant now) {
        String name = repository + (tag.equals(digest) ? "@" : ":") + tag;
        return database.addImage(h -> {
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
            tag(h, name, repository, tag, platform, id, now.toEpochMilli());
            boolean pushedAgain = scan.filter(p -> p != Jobs.Priority.SCHEDULED).isPresent()
                    && h.execute(
                                    "update image set status = 'queued' where id = ? and status in ('failed',"
                                            + " 'unsupported', 'too-large')",
                                    id)
                            > 0;
            if (inserted > 0) {
                Events.add(h, Events.Type.IMAGE_PUSHED, Optional.of(id), name, now);
            }
            if (inserted > 0 || pushedAgain) {
                scan.ifPresent(priority -> Jobs.add(h, Jobs.SCAN, Long.toString(id), priority, now));
            }
            return new Registered(id, inserted > 0);
        });
    }

    private static void tag(
            Handle h, String name, String repository, String tag, String platform, long image, long now) {
        boolean same = h.select(
                        "select 1 from tag where repository = ? and tag = ? and platform = ? and image_id = ?"
                                + " and until is null",
                        repository,
                        tag,
                        platform,
                        image)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        if (!same) {
            h.execute(
                    "update tag set until = ? where repository = ? and tag = ? and platform = ? and until is null",
                    now,
                    repository,
                    tag,
                    platform);
            h.execute(
                    "insert into tag (name, repository, tag, platform, image_id, since) values (?, ?, ?, ?, ?, ?)",
                    name,
                    repository,
                    tag,
                    platform,
                    image,
                    now);
        }
    }

    /** A repository that has the image, to read it from; empty when none has it any more. */
    public Optional<String> repository(long image) {
        return database.read(h -> h.select(
                        "select repository from tag where image_id = ? order by until is null desc, since desc", image)
                .mapTo(String.class)
                .findFirst());
    }

    public void status(long image, Status status, String reason) {
        database.write(h -> status(h, image, status, reason));
    }

    private static int status(Handle h, long image, Status status, String reason) {
        return h.execute("update image set status = ?, reason = ? where id = ?", status.text(), reason, image);
    }

    /** It can't be read, and is not tried again. */
    public void failed(long image, Status status, String reason, Instant now) {
        database.write(h -> {
            Events.add(h, Events.Type.SCAN_FAILED, Optional.of(image), reason, now);
            return status(h, image, status, reason);
        });
    }

    public Optional<Image> byDigest(String digest) {
        return database.read(h -> h.select("select " + COLUMNS + " from image where digest = ?", digest)
                .map(Images::read)
                .findOne());
    }

    /** All names that an image has or had, those it has now first: with its tag, or with its digest. */
    public List<String> names(long image) {
        return database.read(
                h -> h.select("select name from tag where image_id = ? order by until is null desc, since desc", image)
                        .mapTo(String.class)
                        .list());
    }

    public Optional<Image> byId(long id) {
        return database.read(h -> h.select("select " + COLUMNS + " from image where id = ?", id)
                .map(Images::read)
                .findOne());
    }

    /**
     * An image by one of its names.
     *
     * @param position among all, for the page that follows
     */
    public record Named(long position, String name, String platform, Image image) {}

    /**
     * A page of what names stand for now, by name.
     *
     * @param name of the last one of the page before, or ""
     * @param position its position, or 0
     * @param most how many
     */
    public List<Named> page(String name, long position, int most) {
        return database.read(h -> h.createQuery("select t.id as position, t.name as shown, t.platform as platform, i.*"
                        + " from tag t join image i on i.id = t.image_id"
                        + " where t.until is null and (t.name, t.id) > (:name, :position)"
                        + " order by t.name, t.id limit :most")
                .bind("name", name)
                .bind("position", position)
                .bind("most", most)
                .map((row, context) -> new Named(
                        row.getLong("position"), row.getString("shown"), row.getString("platform"), read(row, context)))
                .list());
    }

    static Image read(ResultSet row, StatementContext context) throws SQLException {
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
                Times.maybe(row, "scanned_at"),
                Times.maybe(row, "judged_at"));
    }
}
