package dev.hullmark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Work that survives whoever does it. A job is handed to one worker for a while (its lease); a worker that dies lets the
 * lease run out, and the job is anybody's again. The same work is never queued twice.
 */
public final class Jobs {
    /** The kind of job that reads an image; its subject is the image's id. */
    public static final String SCAN = "scan";

    private final Database database;

    public Jobs(Database database) {
        this.database = database;
    }

    /** What goes first. */
    public enum Priority {
        /** What there is a good answer to already. */
        LAST(-50),
        /** What nobody waits for. */
        SCHEDULED(0),
        /** What was pushed. */
        PUSHED(50),
        /** What a user asked for. */
        ASKED(75);

        private final int value;

        Priority(int value) {
            this.value = value;
        }
    }

    /**
     * A job in hand.
     *
     * @param attempts how often it was begun, this time too
     */
    public record Job(long id, String kind, String subject, int attempts) {}

    /** @param reason why the last attempt failed, or "" */
    public record Seen(
            long id, String kind, String subject, String state, int attempts, String reason, Instant changed) {}

    /** Queues work; the same work that waits gets the higher priority of both, and what is being done stays alone. */
    public void add(String kind, String subject, Priority priority, Instant now) {
        database.write(h -> add(h, kind, subject, priority, now));
    }

    /** Queues work whose like may be under way with what is outdated by now: then it is done once more after that. */
    public void addOnceMore(String kind, String subject, Priority priority, Instant now) {
        database.write(h -> {
            add(h, kind, subject, priority, now);
            return h.execute(
                    "update job set once_more = 1 where kind = ? and subject = ? and state = 'running'", kind, subject);
        });
    }

    static int add(Handle h, String kind, String subject, Priority priority, Instant now) {
        return h.createUpdate("""
                        insert into job (kind, subject, priority, state, attempts, not_before, lease_until, owner, reason,
                            created_at, changed_at)
                        values (:kind, :subject, :priority, 'queued', 0, :now, 0, '', '', :now, :now)
                        on conflict (kind, subject) where state in ('queued', 'running') do update set
                            priority = excluded.priority
                        where job.priority < excluded.priority
                        """)
                .bind("kind", kind)
                .bind("subject", subject)
                .bind("priority", priority.value)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /**
     * The most urgent job that nobody has in hand, now this worker's until the lease is over.
     *
     * @param kinds what this worker does; others' work waits for them
     */
    public Optional<Job> claim(String owner, Set<String> kinds, Duration lease, Instant now) {
        String skip = database.postgres() ? " for update skip locked" : "";
        return database.write(h -> h.createQuery("""
                        update job set state = 'running', attempts = attempts + 1, owner = :owner,
                            lease_until = :until, changed_at = :now
                        where id = (
                            select id from job
                            where ((state = 'queued' and not_before <= :now)
                                    or (state = 'running' and lease_until < :now)) and kind in (<kinds>)
                            order by priority desc, not_before, id limit 1""" + skip + ") returning id, kind, subject, attempts")
                .bindList("kinds", List.copyOf(kinds))
                .bind("owner", owner)
                .bind("until", now.plus(lease).toEpochMilli())
                .bind("now", now.toEpochMilli())
                .map((row, ctx) -> new Job(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)))
                .findOne());
    }

    /** Keeps a job in hand; false when it is another's by now. */
    public boolean renew(Job job, String owner, Duration lease, Instant now) {
        return database.write(h -> h.execute(
                        "update job set lease_until = ? where id = ? and owner = ? and attempts = ? and state = 'running'",
                        now.plus(lease).toEpochMilli(),
                        job.id(),
                        owner,
                        job.attempts()))
                > 0;
    }

    public void done(Job job, Instant now) {
        end(job, "done", "", now, now);
    }

    /** It failed and is tried again later. */
    public void again(Job job, String reason, Instant notBefore, Instant now) {
        end(job, "queued", reason, notBefore, now);
    }

    /** It goes on later: this time counts as no attempt. */
    public void later(Job job, String reason, Instant notBefore, Instant now) {
        end(job, "queued", 1, reason, notBefore, now);
    }

    /** It failed, and trying again is no use. */
    public void failed(Job job, String reason, Instant now) {
        end(job, "failed", reason, now, now);
    }

    private void end(Job job, String state, String reason, Instant notBefore, Instant now) {
        end(job, state, 0, reason, notBefore, now);
    }

    /** A worker whose lease ran out has no say any more: its number is lower than that of who has the job by now. */
    private void end(Job job, String state, int uncounted, String reason, Instant notBefore, Instant now) {
        database.write(h -> {
            int once = h.createQuery("""
                            update job set state = :state, attempts = attempts - :uncounted, reason = :reason,
                                not_before = :before, changed_at = :now
                            where id = :id and attempts = :attempts and state = 'running' returning once_more
                            """)
                    .bind("state", state)
                    .bind("uncounted", uncounted)
                    .bind("reason", reason)
                    .bind("before", notBefore.toEpochMilli())
                    .bind("now", now.toEpochMilli())
                    .bind("id", job.id())
                    .bind("attempts", job.attempts())
                    .mapTo(Integer.class)
                    .findOne()
                    .orElse(0);
            if (once > 0) {
                h.execute("update job set once_more = 0 where id = ?", job.id());
                add(h, job.kind(), job.subject(), Priority.SCHEDULED, now);
            }
            return once;
        });
    }

    /** The latest, those that wait or run first. */
    public List<Seen> latest(int most) {
        return database.read(h -> h.select(
                        "select id, kind, subject, state, attempts, reason, changed_at from job"
                                + " order by case when state in ('running', 'queued') then 0 else 1 end, id desc limit ?",
                        most)
                .map(Jobs::seen)
                .list());
    }

    private static Seen seen(ResultSet row, StatementContext context) throws SQLException {
        return new Seen(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)));
    }

    /**
     * A page of jobs, the latest first.
     *
     * @param state {@code queued}, {@code running}, {@code done}, {@code failed}, or "" for all
     * @param before only those with a lower id; {@link Long#MAX_VALUE} for all
     */
    public List<Seen> page(String state, long before, int most) {
        return database.read(h -> h.createQuery(
                        "select id, kind, subject, state, attempts, reason, changed_at from job where id < :before"
                                + (state.isEmpty() ? "" : " and state = :state") + " order by id desc limit :most")
                .bindMap(Map.of("state", state, "before", before, "most", most))
                .map(Jobs::seen)
                .list());
    }

    /**
     * Those that wait or run, the latest first.
     *
     * @param subject what theirs begins with
     */
    public List<Seen> underWay(String kind, String subject, int most) {
        return database.read(h -> h.createQuery("select id, kind, subject, state, attempts, reason, changed_at from job"
                        + " where kind = :kind and state in ('queued', 'running')"
                        + " and substr(subject, 1, :length) = :subject order by id desc limit :most")
                .bindMap(Map.of("kind", kind, "subject", subject, "length", subject.length(), "most", most))
                .map(Jobs::seen)
                .list());
    }

    /** How many jobs are in each state. */
    public Map<String, Integer> byState() {
        Map<String, Integer> states = new TreeMap<>();
        database.read(h -> h.select("select state, count(*) from job group by state")
                        .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                        .list())
                .forEach(one -> states.put(one.getKey(), one.getValue()));
        return states;
    }

    /** Queues one that failed anew, as a user asks; false when there is none, or the same is queued already. */
    public boolean retry(long id, Instant now) {
        return database.write(h -> h.createUpdate("""
                        update job set state = 'queued', attempts = 0, not_before = :now, priority = :priority,
                            changed_at = :now
                        where id = :id and state = 'failed' and not exists (
                            select 1 from job other where other.kind = job.kind and other.subject = job.subject
                                and other.state in ('queued', 'running'))
                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("priority", Priority.ASKED.value)
                        .bind("id", id)
                        .execute())
                > 0;
    }

    /** Forgets what was done long ago. */
    public int forget(Instant before) {
        return database.write(h -> h.execute(
                "delete from job where state in ('done', 'failed') and changed_at < ?", before.toEpochMilli()));
    }
}
