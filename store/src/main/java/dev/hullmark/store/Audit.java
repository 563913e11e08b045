package dev.hullmark.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who did what, and when. Nothing here is ever changed. */
public final class Audit {
    private final Database database;

    public Audit(Database database) {
        this.database = database;
    }

    /**
     * One deed.
     *
     * @param who a user's or a token's name
     * @param action in the words of the API: {@code waiver.create}
     * @param subject what it was done to
     * @param detail what more is to be known of it, never a secret
     */
    public record Entry(long id, Instant at, String who, String action, String subject, String detail) {}

    public void note(String who, String action, String subject, String detail, Instant now) {
        database.write(h -> note(h, who, action, subject, detail, now));
    }

    /** In the transaction of the deed itself. */
    static int note(Handle h, String who, String action, String subject, String detail, Instant now) {
        return h.execute(
                "insert into audit (at, who, action, subject, detail) values (?, ?, ?, ?, ?)",
                now.toEpochMilli(),
                who,
                action,
                subject,
                detail);
    }

    /**
     * The latest first.
     *
     * @param before only those with a lower id; {@link Long#MAX_VALUE} for all
     */
    public List<Entry> before(long before, int most) {
        return database.read(h -> h.select(
                        "select id, at, who, action, subject, detail from audit where id < ? order by id desc limit ?",
                        before,
                        most)
                .map((row, context) -> new Entry(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }
}
