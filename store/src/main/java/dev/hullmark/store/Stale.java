package dev.hullmark.store;

import dev.hullmark.model.Inventory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Images whose inventory would be another if they were read today, for who reads has learnt something. Few different
 * readers have read all images, so that what is asked is asked of each of these once.
 */
public final class Stale {
    /** What could not be read again is not tried again for so long: it may be gone, or its registry was away. */
    private static final Duration IN_VAIN = Duration.ofDays(7);

    private final Database database;

    public Stale(Database database) {
        this.database = database;
    }

    /** @param left stale ones that nobody can read again: they were sent */
    public record Marked(int queued, int left) {}

    /**
     * Marks what is stale, takes the mark from what is not, and queues reading those again that a registry has, last of all;
     * not those that were tried in vain these days.
     *
     * @param reason from {@link Inventories.Reading#catalogers} to why that is stale, or ""
     */
    public Marked mark(Function<String, String> reason, Instant now) {
        Map<String, String> reasons = new HashMap<>();
        database.read(h -> h.select("select distinct catalogers from image where catalogers <> ''")
                        .mapTo(String.class)
                        .list())
                .forEach(catalogers -> reasons.put(catalogers, reason.apply(catalogers)));
        reasons.forEach((catalogers, why) -> database.write(h ->
                h.execute("update image set stale = ? where catalogers = ? and stale <> ?", why, catalogers, why)));
        int queued = 0;
        for (List<Long> ids : Chunks.of(stale("source = 'registry' and not exists (select 1 from event e where"
                + " e.image_id = image.id and e.type = 'scan-failed' and e.at >= image.scanned_at and e.at > "
                + now.minus(IN_VAIN).toEpochMilli() + ")"))) {
            database.write(h -> {
                ids.forEach(id -> Jobs.add(h, Jobs.SCAN, Long.toString(id), Jobs.Priority.LAST, now));
                return ids;
            });
            queued += ids.size();
        }
        return new Marked(queued, stale("source <> 'registry'").size());
    }

    private List<Long> stale(String which) {
        return database.read(h -> h.select("select id from image where stale <> '' and " + which + " order by id")
                .mapTo(Long.class)
                .list());
    }

    /** Notes who read images of which nobody noted it. */
    public void note(Inventories inventories, Function<Inventory, String> catalogers) {
        List<Long> unknown = new ArrayList<>(database.read(
                h -> h.select("select id from image where catalogers = '' and inventory is not null order by id")
                        .mapTo(Long.class)
                        .list()));
        for (List<Long> ids : Chunks.of(unknown)) {
            Map<Long, String> noted = new HashMap<>();
            for (long id : ids) {
                inventories.read(id).ifPresent(inventory -> noted.put(id, catalogers.apply(inventory)));
            }
            database.write(h -> put(h, noted));
        }
    }

    private static int put(Handle h, Map<Long, String> noted) {
        noted.forEach((id, catalogers) ->
                h.execute("update image set catalogers = ? where id = ? and catalogers = ''", catalogers, id));
        return noted.size();
    }
}
