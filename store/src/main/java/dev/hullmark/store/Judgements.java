package dev.hullmark.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** Each time that packages were judged again. Of two at once the later counts, and the other stops. */
public final class Judgements {
    /** As a judgement's changes, while it goes on. */
    static final int RUNNING = -1;

    private static final int BROKEN_OFF = -2;

    private final Database database;

    public Judgements(Database database) {
        this.database = database;
    }

    /**
     * One time that packages were judged again.
     *
     * @param kind {@code delta} or {@code full}
     * @param changes empty until it is done, and for one that was broken off
     */
    public record Judgement(Instant at, String kind, int packages, OptionalInt changes) {}

    /** The latest first. */
    public List<Judgement> latest(int most) {
        return database.read(
                h -> h.select("select at, kind, packages, changes from judgement order by id desc limit ?", most)
                        .map((row, context) -> new Judgement(
                                Instant.ofEpochMilli(row.getLong(1)),
                                row.getString(2),
                                row.getInt(3),
                                row.getInt(4) < 0 ? OptionalInt.empty() : OptionalInt.of(row.getInt(4))))
                        .list());
    }

    /** When all was last brought up to what was known; what was read since is newer. */
    public Optional<Instant> judgedAt() {
        return database.read(h -> h.select("select max(at) from judgement where changes >= 0")
                .mapTo(Long.class)
                .findFirst()
                .map(Instant::ofEpochMilli));
    }

    static long begin(Handle h, Verdicts.Kind kind, String feedsDigest, int packages, Instant now) {
        return h.createUpdate("insert into judgement (at, kind, feeds_digest, packages, changes)"
                        + " values (:now, :kind, :digest, :packages, :running)")
                .bind("now", now.toEpochMilli())
                .bind("kind", kind.text())
                .bind("digest", feedsDigest)
                .bind("packages", packages)
                .bind("running", RUNNING)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Whether one was begun and not ended, by a server that was killed or stopped for a later one. */
    static boolean interrupted(Handle h) {
        return h.select("select 1 from judgement where changes = ?", RUNNING)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** Under the lock of who changes verdicts. */
    static void stillTheLatest(Handle h, long judgement) {
        boolean later = h.select("select 1 from judgement where id > ?", judgement)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        if (later) {
            throw new StoreException("Judging was stopped: it was begun anew meanwhile.");
        }
    }

    /** It is done, and with it those that were broken off before. */
    static int end(Handle h, long judgement, int changes) {
        h.execute("update judgement set changes = ? where id < ? and changes = ?", BROKEN_OFF, judgement, RUNNING);
        return h.execute("update judgement set changes = ? where id = ?", changes, judgement);
    }
}
