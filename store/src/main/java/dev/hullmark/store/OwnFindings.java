package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What is found of images themselves, judged again from what is kept of them: nothing is read, and packages not at all. */
public final class OwnFindings {
    /** Images judged and written in one transaction. */
    private static final int CHUNK = 200;

    private final Database database;

    public OwnFindings(Database database) {
        this.database = database;
    }

    private record Kept(long id, long scannedAt, Inventory inventory) {}

    /** What tells one verdict from another; where it lies does not. */
    private record Said(String key, String severity, String title) {
        static Said of(Finding f) {
            return new Said(f.key(), f.severity().text(), f.title());
        }
    }

    /**
     * Judges every image that was read.
     *
     * @param judge gets inventories without packages
     * @param cause one clause
     * @return how many events were written
     */
    public int judge(Function<Inventory, List<Finding>> judge, String cause, Instant now) {
        int events = 0;
        long last = 0;
        while (true) {
            List<Kept> some = after(last);
            if (some.isEmpty()) {
                return events;
            }
            last = some.getLast().id();
            Map<Long, List<Finding>> judged = new HashMap<>();
            some.forEach(kept -> judged.put(kept.id(), judge.apply(kept.inventory())));
            Map<Long, Set<Said>> said = database.read(h -> said(h, some));
            for (Kept kept : some) {
                List<Finding> own = judged.getOrDefault(kept.id(), List.of());
                Map<String, Said> today = new HashMap<>();
                own.forEach(f -> today.put(f.key(), Said.of(f)));
                if (!new HashSet<>(today.values()).equals(said.getOrDefault(kept.id(), Set.of()))) {
                    events += database.addImage(h -> put(database, h, kept, own, cause, now));
                }
            }
        }
    }

    private List<Kept> after(long id) {
        return database.read(h -> h.select(
                        "select id, scanned_at, inventory from image where id > ? and inventory is not null"
                                + " order by id limit " + CHUNK,
                        id)
                .map((row, context) -> new Kept(row.getLong(1), row.getLong(2), Inventories.unpacked(row.getBytes(3))))
                .list());
    }

    private static Map<Long, Set<Said>> said(Handle h, List<Kept> some) {
        Map<Long, Set<Said>> said = new HashMap<>();
        h.createQuery("select image_id, key, severity, title from image_finding where image_id in (<ids>)"
                        + " and gone_at is null")
                .bindList("ids", some.stream().map(Kept::id).toList())
                .map((row, context) ->
                        Map.entry(row.getLong(1), new Said(row.getString(2), row.getString(3), row.getString(4))))
                .forEach(row -> said.computeIfAbsent(row.getKey(), id -> new HashSet<>())
                        .add(row.getValue()));
        return said;
    }

    /** Unless it was read again meanwhile, and judged with that. */
    private static int put(Database database, Handle h, Kept kept, List<Finding> own, String cause, Instant now) {
        if (h.execute(
                        "update image set judged_at = ? where id = ? and scanned_at = ?",
                        now.toEpochMilli(),
                        kept.id(),
                        kept.scannedAt())
                == 0) {
            return 0;
        }
        OpenFindings before = OpenFindings.of(h, kept.id());
        Findings.putOwn(h, kept.id(), own, cause, now);
        List<Waived.Shifted> shifted = new Waived(database, h).ofImage(kept.id());
        Findings.count(h, kept.id());
        PolicyDue.mark(database, h, kept.id());
        int told = before.tell(OpenFindings.of(h, kept.id()), cause, now);
        new WaiverChange(database, h, now).tell(shifted, cause);
        return told;
    }
}
