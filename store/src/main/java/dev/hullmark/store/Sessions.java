package dev.hullmark.store;

import dev.hullmark.store.Tokens.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is logged in. Only hashes of the cookies are kept, and every node sees them. */
public final class Sessions {
    /** A session's last use is written down no more often: reading a page is no reason to write. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    private final Database database;

    public Sessions(Database database) {
        this.database = database;
    }

    /**
     * Whose a session is.
     *
     * @param name the user's
     * @param role as it is now, whatever it was at the login
     */
    public record Session(long id, long user, String name, Role role) {}

    /**
     * A session as its owner sees it.
     *
     * @param agent what the browser calls itself
     */
    public record Seen(long id, String address, String agent, Instant created, Instant seen) {}

    /**
     * @param secret what the browser shows
     * @param expires when it ends, however busy it is
     */
    public void open(String secret, long user, String address, String agent, Instant now, Instant expires) {
        database.write(h -> h.createUpdate(
                        "insert into session (hash, account_id, address, agent, created_at, seen_at, expires_at)"
                                + " values (:hash, :user, :address, :agent, :now, :now, :expires)")
                .bind("hash", Hashes.whole(secret))
                .bind("user", user)
                .bind("address", address)
                .bind("agent", agent)
                .bind("now", now.toEpochMilli())
                .bind("expires", expires.toEpochMilli())
                .execute());
    }

    /**
     * Whose session this is, and that it was used now.
     *
     * @param idle how long an unused one lives
     * @return empty when it has ended, or its user is disabled
     */
    public Optional<Session> use(String secret, Duration idle, Instant now) {
        String hash = Hashes.whole(secret);
        record Found(Session session, long seen) {}
        Optional<Found> found =
                database.read(h -> h.createQuery("select s.id, s.account_id, a.name, a.role, s.seen_at from session s"
                                + " join account a on a.id = s.account_id where s.hash = :hash and s.expires_at > :now"
                                + " and s.seen_at > :oldest and a.disabled = 0")
                        .bind("hash", hash)
                        .bind("now", now.toEpochMilli())
                        .bind("oldest", now.minus(idle).toEpochMilli())
                        .map((row, context) -> new Found(
                                new Session(row.getLong(1), row.getLong(2), row.getString(3), Role.read(row, "role")),
                                row.getLong(5)))
                        .findOne());
        if (found.filter(f -> f.seen() < now.minus(NOTED).toEpochMilli()).isPresent()) {
            database.write(h -> h.execute("update session set seen_at = ? where hash = ?", now.toEpochMilli(), hash));
        }
        return found.map(Found::session);
    }

    /** The latest first. */
    public List<Seen> of(long user, Duration idle, Instant now) {
        return database.read(h -> h.select(
                        "select id, address, agent, created_at, seen_at from session where account_id = ?"
                                + " and expires_at > ? and seen_at > ? order by id desc",
                        user,
                        now.toEpochMilli(),
                        now.minus(idle).toEpochMilli())
                .map((row, context) -> new Seen(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Times.at(row, "created_at"),
                        Times.at(row, "seen_at")))
                .list());
    }

    /** By what the browser shows. */
    public void end(String secret) {
        database.write(h -> h.execute("delete from session where hash = ?", Hashes.whole(secret)));
    }

    /** @return whether the user had it */
    public boolean end(long user, long id) {
        return database.write(h -> h.execute("delete from session where account_id = ? and id = ?", user, id)) > 0;
    }

    public void endAll(long user) {
        database.write(h -> h.execute("delete from session where account_id = ?", user));
    }

    public void endOthers(long user, long kept) {
        database.write(h -> h.execute("delete from session where account_id = ? and id <> ?", user, kept));
    }

    /** Forgets what has ended. */
    public int forget(Duration idle, Instant now) {
        return database.write(h -> h.execute(
                "delete from session where expires_at <= ? or seen_at <= ?",
                now.toEpochMilli(),
                now.minus(idle).toEpochMilli()));
    }
}
