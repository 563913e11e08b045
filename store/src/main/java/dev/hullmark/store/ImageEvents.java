package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What changed of images, gathered while verdicts change: events, and the counts of open findings. */
final class ImageEvents {
    private static final int EXPLOITED = Severity.values().length;
    private static final int FIXABLE = EXPLOITED + 1;

    private final Database database;
    private final Handle h;
    private final Optional<Long> judgement;
    private final long now;
    private final String listed;
    private final Map<Long, int[]> counts = new TreeMap<>();
    private int written;

    /** @param judgement the one that changed them; empty where it was something else */
    ImageEvents(Database database, Handle h, Optional<Long> judgement, long now) {
        this.database = database;
        this.h = h;
        listed = "insert into event_image (event_id, image_id) select :event, v.* from (" + database.numbers(":images")
                + ") v";
        this.judgement = judgement;
        this.now = now;
    }

    void came(long[] images, Finding f, List<Judging.Change> why) {
        count(images, f, 1);
        why.forEach(change -> tell(images, f, change));
    }

    void went(long[] images, Finding f, List<Judging.Change> why) {
        count(images, f, -1);
        why.forEach(change -> tell(images, f, change));
    }

    void changed(long[] images, Finding before, Finding after, List<Judging.Change> why) {
        count(images, before, -1);
        count(images, after, 1);
        why.forEach(change -> tell(images, after, change));
    }

    /** Counts alone: a finding that waivers hide is open and does not count. */
    @SuppressWarnings("EnumOrdinal")
    void count(long[] images, Finding f, int by) {
        for (long image : images) {
            int[] count = counts.computeIfAbsent(image, id -> new int[FIXABLE + 1]);
            count[f.severity().ordinal()] += by;
            count[EXPLOITED] += Findings.exploited(f) ? by : 0;
            count[FIXABLE] += Findings.fix(f).isEmpty() ? 0 : by;
        }
    }

    /** One event for all images: what changed is the same for each. */
    void tell(long[] images, Finding f, Judging.Change change) {
        if (images.length == 0) {
            return;
        }
        long event = h.createUpdate("""
                        insert into event (at, type, image_id, finding, vulnerability, severity, change, was, cause,
                            judgement, images)
                        values (:now, 'finding', null, :finding, :vulnerability, :severity, :change, :was, :cause,
                            :judgement, :images)
                        """)
                .bind("now", now)
                .bind("finding", f.key())
                .bind("vulnerability", f.id())
                .bind("severity", f.severity().text())
                .bind("change", change.kind())
                .bind("was", change.was())
                .bind("cause", change.cause())
                .bind("judgement", judgement)
                .bind("images", images.length)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        h.createUpdate(listed)
                .bind("event", event)
                .bind("images", Ids.text(images))
                .execute();
        written += images.length;
    }

    /** @return how many changes of images */
    @SuppressWarnings("EnumOrdinal")
    int write() {
        if (counts.isEmpty()) {
            return written;
        }
        PreparedBatch updates = h.prepareBatch("""
                update image set critical = critical + :critical, high = high + :high, medium = medium + :medium,
                    low = low + :low, negligible = negligible + :negligible, unknown = unknown + :unknown,
                    exploited = exploited + :exploited, fixable = fixable + :fixable
                where id = :id
                """);
        counts.forEach((image, count) -> {
            for (Severity severity : Severity.values()) {
                updates.bind(severity.text(), count[severity.ordinal()]);
            }
            updates.bind("exploited", count[EXPLOITED])
                    .bind("fixable", count[FIXABLE])
                    .bind("id", image)
                    .add();
        });
        updates.execute();
        PolicyDue.mark(
                database, h, counts.keySet().stream().mapToLong(Long::longValue).toArray());
        return written;
    }
}
