package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What changed of images, gathered and written at once: events, and the counts of open findings. */
final class ImageEvents {
    private static final int EXPLOITED = Severity.values().length;
    private static final int ROWS = 1000;

    private final Handle h;
    private final long judgement;
    private final long now;
    private final PreparedBatch rows;
    private final Map<Long, int[]> counts = new TreeMap<>();
    private int written;

    ImageEvents(Handle h, long judgement, long now) {
        this.h = h;
        this.judgement = judgement;
        this.now = now;
        rows = h.prepareBatch("""
                insert into event (at, type, image_id, finding, vulnerability, severity, change, was, cause, judgement)
                values (:now, 'finding', :image, :finding, :vulnerability, :severity, :change, :was, :cause, :judgement)
                """);
    }

    void came(long[] images, Finding f, List<Judging.Change> why) {
        for (long image : images) {
            count(image, f, 1);
            why.forEach(change -> add(image, f, change));
        }
    }

    void went(long[] images, Finding f, List<Judging.Change> why) {
        for (long image : images) {
            count(image, f, -1);
            why.forEach(change -> add(image, f, change));
        }
    }

    void changed(long[] images, Finding before, Finding after, List<Judging.Change> why) {
        for (long image : images) {
            count(image, before, -1);
            count(image, after, 1);
            why.forEach(change -> add(image, after, change));
        }
    }

    @SuppressWarnings("EnumOrdinal")
    private void count(long image, Finding f, int by) {
        int[] count = counts.computeIfAbsent(image, id -> new int[EXPLOITED + 1]);
        count[f.severity().ordinal()] += by;
        count[EXPLOITED] += Findings.exploited(f) ? by : 0;
    }

    private void add(long image, Finding f, Judging.Change change) {
        rows.bind("now", now)
                .bind("image", image)
                .bind("finding", f.key())
                .bind("vulnerability", f.id())
                .bind("severity", f.severity().text())
                .bind("change", change.kind())
                .bind("was", change.was())
                .bind("cause", change.cause())
                .bind("judgement", judgement)
                .add();
        written++;
        if (rows.size() == ROWS) {
            rows.execute();
        }
    }

    /** @return how many events */
    @SuppressWarnings("EnumOrdinal")
    int write() {
        if (rows.size() > 0) {
            rows.execute();
        }
        if (counts.isEmpty()) {
            return written;
        }
        PreparedBatch updates = h.prepareBatch("""
                update image set critical = critical + :critical, high = high + :high, medium = medium + :medium,
                    low = low + :low, negligible = negligible + :negligible, unknown = unknown + :unknown,
                    exploited = exploited + :exploited
                where id = :id
                """);
        counts.forEach((image, count) -> {
            for (Severity severity : Severity.values()) {
                updates.bind(severity.text(), count[severity.ordinal()]);
            }
            updates.bind("exploited", count[EXPLOITED]).bind("id", image).add();
        });
        updates.execute();
        return written;
    }
}
