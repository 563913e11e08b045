package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Machines that run containers, and what runs there, as their agents told last. */
public final class Hosts {
    private static final String RUNNING = """
            select h.name as host, c.container_id, c.name, c.image, c.started_at, c.labels, c.since, h.last_seen, h.every,
                h.id as host_id,
                (select min(i.id) from container_digest d
                    join image i on i.digest = d.digest or i.config_digest = d.digest
                    where d.host_id = c.host_id and d.container_id = c.container_id) as image_id
            from container c join host h on h.id = c.host_id
            """;

    private final Database database;

    public Hosts(Database database) {
        this.database = database;
    }

    /**
     * What an agent tells of a container.
     *
     * @param id the engine's
     * @param image as its creator named it
     * @param digests by which its image may be known
     */
    public record Told(
            String id,
            String name,
            String image,
            List<String> digests,
            Optional<Instant> startedAt,
            Map<String, String> labels,
            List<Finding> findings) {}

    /**
     * A host.
     *
     * @param engine and its version
     * @param gaps sentences on what the agent could not see
     * @param every from one word of its agent to the next
     */
    public record Host(
            long id,
            String name,
            String engine,
            List<String> gaps,
            Duration every,
            Instant firstSeen,
            Instant lastSeen,
            int containers) {
        /** Whether nothing was heard of it for so long that what is known of it may be wrong. */
        public boolean silent(Instant now) {
            return Hosts.silent(lastSeen, every, now);
        }
    }

    /**
     * A container that ran when its host was last heard of.
     *
     * @param imageId of the image it was made of; empty when that is not known here
     * @param since when it was first told of
     */
    public record Container(
            String host,
            String id,
            String name,
            String image,
            Optional<Long> imageId,
            List<String> digests,
            Optional<Instant> startedAt,
            Map<String, String> labels,
            Instant since,
            Instant lastSeen,
            boolean silent,
            List<Found> findings) {}

    /** A finding of a container. */
    public record Found(
            String key,
            String id,
            Finding.Kind kind,
            Severity severity,
            String title,
            String remediation,
            Instant firstSeen) {}

    private static boolean silent(Instant lastSeen, Duration every, Instant now) {
        return lastSeen.plus(every.multipliedBy(3)).isBefore(now);
    }

    /**
     * Takes what an agent tells in the place of what it told before.
     *
     * @return whether the host was not known before
     */
    public boolean put(String name, String engine, List<String> gaps, Duration every, List<Told> running, Instant now) {
        return database.write(h -> {
            long at = now.toEpochMilli();
            int inserted = h.execute(
                    "insert into host (name, engine, gaps, every, first_seen, last_seen) values (?, '', '', 0, ?, ?)"
                            + " on conflict (name) do nothing",
                    name,
                    at,
                    at);
            h.execute(
                    "update host set engine = ?, gaps = ?, every = ?, last_seen = ? where name = ?",
                    engine,
                    String.join("\n", gaps),
                    every.toMillis(),
                    at,
                    name);
            long host = h.select("select id from host where name = ?", name)
                    .mapTo(Long.class)
                    .one();
            Set<String> ended = new HashSet<>(h.select("select container_id from container where host_id = ?", host)
                    .mapTo(String.class)
                    .list());
            running.forEach(told -> ended.remove(told.id()));
            ended.forEach(id -> h.execute("delete from container where host_id = ? and container_id = ?", host, id));
            running.forEach(told -> put(h, host, told, at));
            return inserted > 0;
        });
    }

    private static void put(Handle h, long host, Told told, long now) {
        h.createUpdate("insert into container (host_id, container_id, name, image, started_at, labels, since)"
                        + " values (:host, :id, :name, :image, :started, :labels, :now)"
                        + " on conflict (host_id, container_id) do update set name = excluded.name,"
                        + " image = excluded.image, started_at = excluded.started_at, labels = excluded.labels")
                .bind("host", host)
                .bind("id", told.id())
                .bind("name", told.name())
                .bind("image", told.image())
                .bind("started", told.startedAt().map(Instant::toEpochMilli))
                .bind("labels", Labels.text(told.labels()))
                .bind("now", now)
                .execute();
        h.execute("delete from container_digest where host_id = ? and container_id = ?", host, told.id());
        for (String digest : new HashSet<>(told.digests())) {
            h.execute(
                    "insert into container_digest (host_id, container_id, digest) values (?, ?, ?)",
                    host,
                    told.id(),
                    digest);
        }
        Set<String> gone = new HashSet<>(
                h.select("select key from container_finding where host_id = ? and container_id = ?", host, told.id())
                        .mapTo(String.class)
                        .list());
        told.findings().forEach(f -> gone.remove(f.key()));
        gone.forEach(key -> h.execute(
                "delete from container_finding where host_id = ? and container_id = ? and key = ?",
                host,
                told.id(),
                key));
        for (Finding f : told.findings()) {
            h.createUpdate("insert into container_finding (host_id, container_id, key, vulnerability, kind, severity,"
                            + " title, remediation, first_seen) values (:host, :container, :key, :id, :kind, :severity,"
                            + " :title, :remediation, :now) on conflict (host_id, container_id, key) do update set"
                            + " severity = excluded.severity, title = excluded.title,"
                            + " remediation = excluded.remediation")
                    .bind("host", host)
                    .bind("container", told.id())
                    .bind("key", f.key())
                    .bind("id", f.id())
                    .bind("kind", f.kind().text())
                    .bind("severity", f.severity().text())
                    .bind("title", f.title())
                    .bind("remediation", f.remediation())
                    .bind("now", now)
                    .execute();
        }
    }

    /** Of these digests, those of images that were read. */
    public Set<String> read(List<String> digests) {
        Set<String> known = new HashSet<>();
        database.read(h -> {
            for (List<String> some : Chunks.of(digests)) {
                for (String column : List.of("digest", "config_digest")) {
                    known.addAll(h.createQuery("select " + column + " from image where " + column
                                    + " in (<digests>) and scanned_at is not null")
                            .bindList("digests", some)
                            .mapTo(String.class)
                            .list());
                }
            }
            return known;
        });
        return known;
    }

    /**
     * Hosts by name.
     *
     * @param after the last one of the page before, or ""
     */
    public List<Host> page(String after, int most) {
        return database.read(h -> h.select(
                        "select id, name, engine, gaps, every, first_seen, last_seen,"
                                + " (select count(*) from container c where c.host_id = host.id) as containers"
                                + " from host where name > ? order by name limit ?",
                        after,
                        most)
                .map((row, context) -> new Host(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("engine"),
                        row.getString("gaps").isEmpty()
                                ? List.of()
                                : row.getString("gaps").lines().toList(),
                        Duration.ofMillis(row.getLong("every")),
                        Instant.ofEpochMilli(row.getLong("first_seen")),
                        Instant.ofEpochMilli(row.getLong("last_seen")),
                        row.getInt("containers")))
                .list());
    }

    /**
     * Containers by host and name.
     *
     * @param host of the last one of the page before, or ""; so its name and id
     */
    public List<Container> containers(String host, String name, String id, int most, Instant now) {
        return database.read(h -> h.createQuery(RUNNING
                        + " where (h.name, c.name, c.container_id) > (:host, :name, :id)"
                        + " order by h.name, c.name, c.container_id limit :most")
                .bind("host", host)
                .bind("name", name)
                .bind("id", id)
                .bind("most", most)
                .map((row, context) -> container(h, row, now))
                .list());
    }

    /** Containers made of an image, a hundred at most. */
    public List<Container> running(long image, Instant now) {
        return database.read(h -> h.createQuery(RUNNING
                        + " join (select distinct d.host_id, d.container_id from image i"
                        + " join container_digest d on d.digest = i.digest or d.digest = i.config_digest"
                        + " where i.id = :image) used on used.host_id = c.host_id and used.container_id = c.container_id"
                        + " order by h.name, c.name limit 100")
                .bind("image", image)
                .map((row, context) -> container(h, row, now))
                .list());
    }

    private static Container container(Handle h, ResultSet row, Instant now) throws SQLException {
        long host = row.getLong("host_id");
        String id = row.getString("container_id");
        long image = row.getLong("image_id");
        Optional<Long> imageId = row.wasNull() ? Optional.empty() : Optional.of(image);
        Instant lastSeen = Instant.ofEpochMilli(row.getLong("last_seen"));
        return new Container(
                row.getString("host"),
                id,
                row.getString("name"),
                row.getString("image"),
                imageId,
                h.select(
                                "select digest from container_digest where host_id = ? and container_id = ? order by digest",
                                host,
                                id)
                        .mapTo(String.class)
                        .list(),
                Images.time(row, "started_at"),
                Labels.of(row.getString("labels")),
                Instant.ofEpochMilli(row.getLong("since")),
                lastSeen,
                silent(lastSeen, Duration.ofMillis(row.getLong("every")), now),
                findings(h, host, id));
    }

    private static List<Found> findings(Handle h, long host, String container) {
        return h.select(
                        "select key, vulnerability, kind, severity, title, remediation, first_seen from container_finding"
                                + " where host_id = ? and container_id = ? order by vulnerability, key",
                        host,
                        container)
                .map((row, context) -> new Found(
                        row.getString(1),
                        row.getString(2),
                        Findings.kind(row.getString(3)),
                        Findings.severity(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7))))
                .list();
    }

    /** Labels, one a line; neither names nor values have line breaks. */
    private static final class Labels {
        static String text(Map<String, String> labels) {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(labels).forEach((name, value) -> text.append(name.replace('\n', ' '))
                    .append('\t')
                    .append(value.replace('\n', ' '))
                    .append('\n'));
            return text.toString();
        }

        static Map<String, String> of(String text) {
            Map<String, String> labels = new TreeMap<>();
            text.lines().forEach(line -> {
                int tab = line.indexOf('\t');
                labels.put(line.substring(0, Math.max(0, tab)), line.substring(tab + 1));
            });
            return labels;
        }
    }
}
