package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What is found of one image at a moment, of its packages and of itself: two moments are compared. */
final class OpenFindings {
    private static final String OPEN = """
            select key, min(vulnerability), min(severity), max(exploited) from (
                select f.key, f.vulnerability, f.severity, f.exploited
                from image_set i
                    join set_package s on s.set_id = i.set_id
                    join package_finding f on f.package_id = s.package_id
                where i.image_id = :image and f.gone_at is null
                union all
                select key, vulnerability, severity, 0 from image_finding where image_id = :image and gone_at is null
            ) open group by key
            """;

    private final Handle h;
    private final long image;
    private final Map<String, Open> byKey;

    private OpenFindings(Handle h, long image, Map<String, Open> byKey) {
        this.h = h;
        this.image = image;
        this.byKey = byKey;
    }

    private record Open(String key, String vulnerability, Severity severity, boolean exploited) {}

    static OpenFindings of(Handle h, long image) {
        Map<String, Open> byKey = new HashMap<>();
        h.createQuery(OPEN)
                .bind("image", image)
                .map((row, context) -> new Open(
                        row.getString(1), row.getString(2), Findings.severity(row.getString(3)), row.getInt(4) > 0))
                .forEach(open -> byKey.put(open.key(), open));
        return new OpenFindings(h, image, byKey);
    }

    /**
     * Writes an event for each difference.
     *
     * @param cause one clause
     * @return how many
     */
    int tell(OpenFindings after, String cause, Instant now) {
        PreparedBatch rows = h.prepareBatch("""
                insert into event (at, type, image_id, finding, vulnerability, severity, change, was, cause)
                values (:now, 'finding', :image, :finding, :vulnerability, :severity, :change, :was, :cause)
                """);
        after.byKey.forEach((key, open) -> {
            Open then = byKey.getOrDefault(key, open);
            if (!byKey.containsKey(key)) {
                add(rows, open, "new", "", cause, now);
            }
            if (open.severity() != then.severity()) {
                add(rows, open, "severity", then.severity().text(), cause, now);
            }
            if (open.exploited() && !then.exploited()) {
                add(rows, open, "exploited", "", cause, now);
            }
        });
        byKey.forEach((key, open) -> {
            if (!after.byKey.containsKey(key)) {
                add(rows, open, "gone", "", cause, now);
            }
        });
        int written = rows.size();
        if (written > 0) {
            rows.execute();
        }
        return written;
    }

    private void add(PreparedBatch rows, Open open, String change, String was, String cause, Instant now) {
        rows.bind("now", now.toEpochMilli())
                .bind("image", image)
                .bind("finding", open.key())
                .bind("vulnerability", open.vulnerability())
                .bind("severity", open.severity().text())
                .bind("change", change)
                .bind("was", was)
                .bind("cause", cause)
                .add();
    }
}
