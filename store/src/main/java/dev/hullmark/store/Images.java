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
            + " negligible, unknown, exploited, scanned_at, judged_at, source, stale";

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
        TOO_LARGE,
        /** Known, and read only when somebody asks. */
        LISTED;

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
     * @param judgedAt when it was judged when it was read; see {@link #judged}
     * @param source whom what is known of it came from
     * @param stale why its inventory would be another if it were read today, or ""
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
            Optional<Instant> judgedAt,
            Source source,
            String stale) {
        /**
         * When its verdict was last brought up to what was known; empty when it has none.
         *
         * @param all when all images were last judged again
         */
        public Optional<Instant> judged(Optional<Instant> all) {
            return judgedAt.map(own -> all.filter(own::isBefore).orElse(own));
        }
    }

    /** Whom an inventory came from. */
    public enum Source {
        /** Nobody yet. */
        NONE(""),
        /** Read by the server itself: nothing else takes its place. */
        REGISTRY("registry"),
        /** Sent by somebody who may; believed of this image alone. */
        UPLOAD("upload"),
        /** Sent by an agent, of an image that runs there. */
        AGENT("agent");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** As the API writes it. */
        public String text() {
            return text;
        }

        static Source of(String text) {
            for (Source source : values()) {
                if (source.text.equals(text)) {
                    return source;
                }
            }
            throw new IllegalArgumentException("'" + text + "' is no source of images");
        }
    }

    /** @param added whether it was not known before */
    public record Registered(long id, boolean added) {}

    /**
     * Notes that a name stands for an image now.
     *
     * @param repository with its registry: {@code registry.example:5000/shop}
     * @param tag or the digest where it was named by that alone
     * @param platform {@code linux/arm64} where the name stands for several images, else ""
     * @param scan whether to queue a scan of one that was not known before, could not be read, or was told of by others,
     *     and how urgently; without it an image is only listed
     */
    public Registered register(
            String repository, String tag, String platform, String digest, Optional<Jobs.Priority> scan, Instant now) {
        return database.addImage(h -> Arrivals.register(database, h, repository, tag, platform, digest, scan, now));
    }

    /**
     * One of the images that a name stands for.
     *
     * @param platform as {@link #register} has it, another for each
     * @param scan as {@link #register} has it
     */
    public record Version(String platform, String digest, Optional<Jobs.Priority> scan) {}

    /**
     * Notes all images that a name stands for now: what else it stood for, it does no longer.
     *
     * @return what became of each, in their order
     */
    public List<Registered> set(String repository, String tag, List<Version> versions, Instant now) {
        return database.addImage(h -> Arrivals.set(database, h, repository, tag, versions, now));
    }

    /**
     * Notes an image that somebody tells of. A name that the server saw in a registry keeps standing for what it stands for
     * there: the image is then named by its digest.
     */
    public Registered told(String repository, String tag, String digest, Instant now) {
        return database.addImage(h -> Arrivals.told(database, h, repository, tag, digest, now));
    }

    /** Queues reading an image that a user asks for, now. */
    public void ask(long image, Instant now) {
        database.write(h -> {
            h.execute("update image set status = 'queued', reason = '' where id = ? and status <> 'running'", image);
            return Jobs.add(h, Jobs.SCAN, Long.toString(image), Jobs.Priority.ASKED, now);
        });
    }

    /** Notes which images an index has, by its digest: whoever asks by that means all of them. */
    public void indexed(String digest, List<Long> images) {
        database.write(h -> {
            images.forEach(image -> h.execute(
                    "insert into image_index (digest, image_id) values (?, ?) on conflict do nothing", digest, image));
            return images.size();
        });
    }

    /** All names that an image has or had, those it has now first: with its tag, or with its digest. */
    public List<String> names(long image) {
        return database.read(
                h -> h.select("select name from tag where image_id = ? order by until is null desc, since desc", image)
                        .mapTo(String.class)
                        .list());
    }

    /** A name that an image has now. */
    public record Tag(String repository, String tag, String platform) {
        public String name() {
            return repository + ":" + tag;
        }
    }

    /** The names of an image now. */
    public List<Tag> tags(long image) {
        return database.read(h -> h.select(
                        "select repository, tag, platform from tag where image_id = ? and until is null"
                                + " order by repository, tag, platform",
                        image)
                .map((row, context) -> new Tag(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    /** The images that a name stands for now: one for each platform. */
    public List<Image> named(String repository, String tag) {
        return database.read(h -> h.select(
                        "select i.* from tag t join image i on i.id = t.image_id"
                                + " where t.repository = ? and t.tag = ? and t.until is null order by i.id",
                        repository,
                        tag)
                .map(Images::read)
                .list());
    }

    /** The images of an index, by its digest. */
    public List<Image> ofIndex(String digest) {
        return database.read(h -> h.select(
                        "select i.* from image_index x join image i on i.id = x.image_id where x.digest = ? order by i.id",
                        digest)
                .map(Images::read)
                .list());
    }

    /** The digests of the indexes that an image is in. */
    public List<String> indexes(long image) {
        return database.read(h -> h.select("select digest from image_index where image_id = ?", image)
                .mapTo(String.class)
                .list());
    }

    /** Repositories that have or had the image, to read it from; those that have it come first. */
    public List<String> repositories(long image) {
        return database.read(h -> h.select(
                        "select repository from tag where image_id = ? group by repository"
                                + " order by max(case when until is null then 1 else 0 end) desc, max(since) desc",
                        image)
                .mapTo(String.class)
                .list());
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
                Times.maybe(row, "judged_at"),
                Source.of(row.getString("source")),
                row.getString("stale"));
    }
}
