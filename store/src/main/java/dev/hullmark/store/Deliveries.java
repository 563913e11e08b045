package dev.hullmark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Messages on their way. Each is put together once and keeps its key however often it is tried. */
public final class Deliveries {
    /** The kind of job that sends one; its subject is the delivery's id. */
    public static final String DELIVER = "deliver";

    private static final String SELECT = "select id, key, channel_id, event, title, body, state, attempts, reason,"
            + " created_at, changed_at from delivery";

    private final Database database;

    public Deliveries(Database database) {
        this.database = database;
    }

    public enum State {
        /** To be sent, for the first time or again. */
        QUEUED,
        DELIVERED,
        /** Given up; somebody may ask for it again. */
        DEAD;

        /** As the API writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One message to one channel.
     *
     * @param key its name for receivers, the same at every attempt
     * @param body as the server wrote it
     * @param attempts how often it was tried
     * @param reason what the receiver said last, or what went wrong
     */
    public record Delivery(
            long id,
            String key,
            long channel,
            String event,
            String title,
            String body,
            State state,
            int attempts,
            String reason,
            Instant created,
            Instant changed) {}

    /** A message that was just put together. */
    record Draft(String key, String event, String title, String body) {}

    /** Kept with the job that sends it. */
    static void add(Handle h, long channel, Draft draft, Instant now) {
        long id = h.createQuery("insert into delivery (key, channel_id, event, title, body, state, attempts, reason,"
                        + " created_at, changed_at) values (:key, :channel, :event, :title, :body, 'queued', 0, '',"
                        + " :now, :now) returning id")
                .bind("key", draft.key())
                .bind("channel", channel)
                .bind("event", draft.event())
                .bind("title", draft.title())
                .bind("body", draft.body())
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .one();
        Jobs.add(h, DELIVER, Long.toString(id), Jobs.Priority.PUSHED, now);
    }

    public Optional<Delivery> byId(long id) {
        return database.read(h ->
                h.select(SELECT + " where id = ?", id).map(Deliveries::read).findOne());
    }

    public Optional<Delivery> byKey(String key) {
        return database.read(h ->
                h.select(SELECT + " where key = ?", key).map(Deliveries::read).findOne());
    }

    /**
     * A channel's, the latest first.
     *
     * @param before only those with a lower id; {@link Long#MAX_VALUE} for the first page
     */
    public List<Delivery> ofChannel(long channel, long before, int most) {
        return database.read(h -> h.select(
                        SELECT + " where channel_id = ? and id < ? order by id desc limit ?", channel, before, most)
                .map(Deliveries::read)
                .list());
    }

    /** How an attempt ended. */
    public void tried(long id, State state, String reason, Instant now) {
        database.write(h -> h.execute(
                "update delivery set state = ?, attempts = attempts + 1, reason = ?, changed_at = ? where id = ?",
                state.text(),
                reason,
                now.toEpochMilli(),
                id));
    }

    /** Tries a dead one again, from the first attempt on; false when it is not dead. */
    public boolean retry(Delivery delivery, String who, Instant now) {
        return database.write(h -> {
            int changed = h.execute(
                    "update delivery set state = 'queued', attempts = 0, changed_at = ? where id = ? and state = 'dead'",
                    now.toEpochMilli(),
                    delivery.id());
            if (changed > 0) {
                Jobs.add(h, DELIVER, Long.toString(delivery.id()), Jobs.Priority.ASKED, now);
                Audit.note(h, who, "delivery.retry", delivery.key(), delivery.title(), now);
            }
            return changed > 0;
        });
    }

    /** Forgets what ended long ago. */
    public int forget(Instant before) {
        return database.write(h -> h.execute(
                "delete from delivery where state in ('delivered', 'dead') and changed_at < ?", before.toEpochMilli()));
    }

    private static Delivery read(ResultSet row, StatementContext context) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("key"),
                row.getLong("channel_id"),
                row.getString("event"),
                row.getString("title"),
                row.getString("body"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
