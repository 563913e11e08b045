package dev.hullmark.store;

import dev.hullmark.store.Channels.Channel;
import dev.hullmark.store.Channels.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Turns what happened into messages, each event into exactly one for each channel that wants it.
 *
 * <p>Events are read in the order of (tx, id). On PostgreSQL tx is the transaction that wrote the event, and only what is
 * older than every open transaction is read: a transaction that commits late has a tx that no reader has passed. On SQLite
 * tx is always 0 and transactions follow one another. What lies between two positions never changes, so it is read without
 * a lock; the message is written and the position moved in one transaction, by whoever moves it first.
 */
public final class Outbox {
    /** Of a judgement that goes on longer than this, its events are told in several messages. */
    private static final Duration JUDGEMENT = Duration.ofMinutes(15);

    private final Database database;

    public Outbox(Database database) {
        this.database = database;
    }

    /** A message: of what type, or {@code digest}; in one line; and whole, in the words of whoever sends it. */
    public record Written(String event, String title, String body) {}

    /** Writes the message that tells some news. */
    @FunctionalInterface
    public interface Writer {
        /** @param key the delivery's name for receivers */
        Written write(String key, News news);
    }

    /**
     * Makes sense of a store that was restored into another PostgreSQL, where transactions are numbered anew: what was
     * written before counts as older than all that comes. A message or two may be told again, and none is lost.
     */
    public void restored() {
        if (database.postgres()) {
            database.write(h -> {
                boolean otherLife = h.select("select 1 from (select tx from event order by tx desc limit 1) e"
                                + " where e.tx >= pg_snapshot_xmax(pg_current_snapshot())")
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
                return otherLife
                        ? h.execute(
                                        "update channel set position_tx = 0, position_id = coalesce((select min(e.id) - 1 from"
                                                + " event e where (e.tx, e.id) > (cast(cast(position_tx as text) as xid8),"
                                                + " position_id)), (select max(id) from event))")
                                + h.execute("update event set tx = '0' where tx > '0'")
                        : 0;
            });
        }
    }

    /**
     * Puts together what is to be told.
     *
     * @param most groups of changes that are told one by one, and events of each other type
     * @return how many messages were put together
     */
    public int gather(Channel channel, int most, Writer writer, Instant now) {
        Optional<Taken> taken = database.read(h -> take(h, channel, most, now));
        boolean digest = !channel.spec().period().isZero();
        if (taken.isEmpty() && !digest) {
            return 0;
        }
        List<Deliveries.Draft> drafts = taken.map(t -> portions(t.news(), digest).stream()
                        .map(news -> draft(writer, news))
                        .toList())
                .orElse(List.of());
        Position until = taken.map(Taken::until).orElse(channel.position());
        return database.write(h -> {
            int moved = h.createUpdate("update channel set position_tx = :tx, position_id = :id, due_at = :due"
                            + " where id = :channel and enabled > 0 and position_tx = :oldTx and position_id = :oldId"
                            + " and due_at = :oldDue")
                    .bind("tx", until.tx())
                    .bind("id", until.id())
                    .bind("due", next(channel, now).toEpochMilli())
                    .bind("channel", channel.id())
                    .bind("oldTx", channel.position().tx())
                    .bind("oldId", channel.position().id())
                    .bind("oldDue", channel.due().toEpochMilli())
                    .execute();
            if (moved == 0) {
                return 0;
            }
            drafts.forEach(draft -> Deliveries.add(h, channel.id(), draft, now));
            return drafts.size();
        });
    }

    /** The next digest, at the hour of the last one however late that was. */
    private static Instant next(Channel channel, Instant now) {
        long period = channel.spec().period().toMillis();
        if (period == 0) {
            return channel.due();
        }
        long late = Math.max(0, Duration.between(channel.due(), now).toMillis());
        return channel.due().plusMillis((late / period + 1) * period);
    }

    private record Taken(Position until, News news) {}

    private Optional<Taken> take(Handle h, Channel channel, int most, Instant now) {
        // First what is being judged: what ends meanwhile is then read whole, later.
        Optional<Position> held = held(h, channel.position(), now);
        return until(h, channel.position(), held)
                .map(until -> new Taken(
                        until,
                        new NewsReader(
                                        h,
                                        database.postgres(),
                                        channel.position(),
                                        until,
                                        channel.spec().filter(),
                                        most)
                                .read()));
    }

    /** The first event of a judgement that goes on. */
    private Optional<Position> held(Handle h, Position after, Instant now) {
        List<Long> judging = h.select(
                        "select id from judgement where changes = ? and at > ?",
                        Judgements.RUNNING,
                        now.minus(JUDGEMENT).toEpochMilli())
                .mapTo(Long.class)
                .list();
        if (judging.isEmpty()) {
            return Optional.empty();
        }
        return position(
                h,
                "e.judgement in ("
                        + String.join(
                                ", ", judging.stream().map(String::valueOf).toList()) + ")",
                after,
                "asc",
                Optional.empty());
    }

    /** The last event that may be read. */
    private Optional<Position> until(Handle h, Position after, Optional<Position> held) {
        String visible = database.postgres() ? "e.tx < pg_snapshot_xmin(pg_current_snapshot())" : "1 = 1";
        return position(h, visible, after, "desc", held);
    }

    private Optional<Position> position(
            Handle h, String condition, Position after, String order, Optional<Position> before) {
        String tx = NewsReader.tx(database.postgres(), "tx");
        String end = before.isEmpty()
                ? ""
                : " and (e.tx, e.id) < (" + NewsReader.tx(database.postgres(), "endTx") + ", :endId)";
        var query = h.createQuery("select " + (database.postgres() ? "cast(cast(e.tx as text) as bigint)" : "e.tx")
                        + ", e.id from event e where (e.tx, e.id) > (" + tx + ", :id) and " + condition + end
                        + " order by e.tx " + order + ", e.id " + order + " limit 1")
                .bind("tx", after.tx())
                .bind("id", after.id());
        before.ifPresent(p -> query.bind("endTx", p.tx()).bind("endId", p.id()));
        return query.map((row, context) -> new Position(row.getLong(1), row.getLong(2)))
                .findOne();
    }

    /** At once, each type has a message of its own. */
    private static List<News> portions(News news, boolean digest) {
        if (news.none()) {
            return List.of();
        }
        if (digest) {
            return List.of(news);
        }
        List<News> portions = new ArrayList<>();
        news.findings().ifPresent(f -> portions.add(new News(Optional.of(f), List.of())));
        news.others().forEach(other -> portions.add(new News(Optional.empty(), List.of(other))));
        return portions;
    }

    private static Deliveries.Draft draft(Writer writer, News news) {
        String key = UUID.randomUUID().toString();
        Written written = writer.write(key, news);
        return new Deliveries.Draft(key, written.event(), written.title(), written.body());
    }
}
