package dev.hullmark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Whom to tell of what happened, and how. */
public final class Channels {
    private static final String SELECT = "select id, name, kind, settings, least, repositories, types, changes, period,"
            + " enabled, position_tx, position_id, due_at, changed_at from channel";

    private final Database database;

    public Channels(Database database) {
        this.database = database;
    }

    /**
     * What somebody asks for.
     *
     * @param name for people
     * @param kind of its sink
     * @param settings of its sink, with secrets, as text that the store does not read
     * @param period from one digest to the next; zero to be told at once
     */
    public record Spec(
            String name, String kind, String settings, EventFilter filter, Duration period, boolean enabled) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * @param due when it is told next, if there is anything to tell
     * @param changed when somebody made it or changed it last
     */
    public record Channel(long id, Spec spec, Position position, Instant due, Instant changed) {
        /** What stands for what is asked for as it is now, and for it as it was at no other time. */
        public String version() {
            return Long.toString(changed.toEpochMilli());
        }
    }

    /** Up to where events were read; all behind it are still to come. */
    record Position(long tx, long id) {}

    /** @return its id; empty when the name is taken. It is told of what happens from now on. */
    public Optional<Long> add(Spec spec, String who, Instant now) {
        return database.write(h -> {
            Position position = end(h);
            Optional<Long> id = bind(
                            h.createQuery("insert into channel (name, kind, settings, least, repositories, types,"
                                    + " changes, period, enabled, position_tx, position_id, due_at, created_at,"
                                    + " changed_at)"
                                    + " values (:name, :kind, :settings, :least, :repositories, :types, :changes,"
                                    + " :period, :enabled, :tx, :position, :due, :now, :now)"
                                    + " on conflict (name) do nothing returning id"),
                            spec)
                    .bind("tx", position.tx())
                    .bind("position", position.id())
                    .bind("due", now.plus(spec.period()).toEpochMilli())
                    .bind("now", now.toEpochMilli())
                    .mapTo(Long.class)
                    .findOne();
            id.ifPresent(it -> Audit.note(h, who, "channel.create", spec.name(), spec.kind(), now));
            return id;
        });
    }

    /** How a change ended. */
    public enum Changed {
        DONE,
        /** It is no longer what it was, or gone: then it stays so. */
        OUTDATED,
        NAME_TAKEN
    }

    /** One that was switched off and is on again is told of what happens from now on. */
    public Changed change(Channel was, Spec spec, String who, Instant now) {
        long before = was.changed().toEpochMilli();
        return database.write(h -> {
            if (h.select("select 1 from channel where name = ? and id <> ?", spec.name(), was.id())
                    .mapTo(Integer.class)
                    .findFirst()
                    .isPresent()) {
                return Changed.NAME_TAKEN;
            }
            int rows = bind(
                            h.createUpdate("update channel set name = :name, kind = :kind, settings = :settings,"
                                    + " least = :least, repositories = :repositories, types = :types,"
                                    + " changes = :changes, period = :period, enabled = :enabled, due_at = :due,"
                                    + " changed_at = :now where id = :id and changed_at = :before"),
                            spec)
                    .bind("due", now.plus(spec.period()).toEpochMilli())
                    .bind("now", Math.max(before + 1, now.toEpochMilli()))
                    .bind("id", was.id())
                    .bind("before", before)
                    .execute();
            if (rows == 0) {
                return Changed.OUTDATED;
            }
            if (spec.enabled() && !was.spec().enabled()) {
                Position end = end(h);
                h.execute(
                        "update channel set position_tx = ?, position_id = ? where id = ?",
                        end.tx(),
                        end.id(),
                        was.id());
            }
            Audit.note(h, who, "channel.change", spec.name(), spec.enabled() ? "" : "switched off", now);
            return Changed.DONE;
        });
    }

    /** With all deliveries; false when there is none. */
    public boolean delete(long id, String who, Instant now) {
        return database.write(h -> {
            Optional<Channel> channel = one(h, id);
            channel.ifPresent(c -> {
                h.execute("delete from delivery where channel_id = ?", id);
                h.execute("delete from channel where id = ?", id);
                Audit.note(h, who, "channel.delete", c.spec().name(), "", now);
            });
            return channel.isPresent();
        });
    }

    public Optional<Channel> byId(long id) {
        return database.read(h -> one(h, id));
    }

    /** @param after only those with a higher id; 0 for the first page */
    public List<Channel> page(long after, int most) {
        return database.read(h -> h.select(SELECT + " where id > ? order by id limit ?", after, most)
                .map(Channels::read)
                .list());
    }

    /** Those that are to be told now if there is anything to tell. */
    public List<Channel> due(Instant now) {
        return database.read(
                h -> h.select(SELECT + " where enabled > 0 and due_at <= ? order by id", now.toEpochMilli())
                        .map(Channels::read)
                        .list());
    }

    private static Optional<Channel> one(Handle h, long id) {
        return h.select(SELECT + " where id = ?", id).map(Channels::read).findOne();
    }

    /** In front of all that is not committed yet. */
    private Position end(Handle h) {
        String query = database.postgres()
                ? "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint), 0"
                : "select 0, coalesce(max(id), 0) from event";
        return h.createQuery(query)
                .map((row, context) -> new Position(row.getLong(1), row.getLong(2)))
                .one();
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Spec spec) {
        EventFilter filter = spec.filter();
        return statement
                .bind("name", spec.name())
                .bind("kind", spec.kind())
                .bind("settings", spec.settings())
                .bind("least", filter.least().map(s -> s.text()).orElse(""))
                .bind("repositories", EventFilter.joined(filter.repositories()))
                .bind("types", EventFilter.joined(filter.types()))
                .bind("changes", EventFilter.joined(filter.changes()))
                .bind("period", spec.period().toMillis())
                .bind("enabled", spec.enabled() ? 1 : 0);
    }

    private static Channel read(ResultSet row, StatementContext context) throws SQLException {
        String least = row.getString("least");
        return new Channel(
                row.getLong("id"),
                new Spec(
                        row.getString("name"),
                        row.getString("kind"),
                        row.getString("settings"),
                        new EventFilter(
                                least.isEmpty() ? Optional.empty() : Optional.of(Findings.severity(least)),
                                EventFilter.split(row.getString("repositories")),
                                EventFilter.split(row.getString("types")),
                                EventFilter.split(row.getString("changes"))),
                        Duration.ofMillis(row.getLong("period")),
                        row.getInt("enabled") > 0),
                new Position(row.getLong("position_tx"), row.getLong("position_id")),
                Instant.ofEpochMilli(row.getLong("due_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
