package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.store.Waivers.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Keeps, within one transaction, which findings of which images waivers in force hide: exactly those that are open and
 * covered. Whoever changes one of the three (findings, names and layers of images, waivers) calls it in the transaction of
 * the change, so that counts need never ask which waivers there are.
 */
final class Waived {
    private final Database database;
    private final Handle h;
    private final HeldFindings findings;
    private final WaiverScopes scopes;

    Waived(Database database, Handle h) {
        this.database = database;
        this.h = h;
        findings = new HeldFindings(h);
        scopes = new WaiverScopes(h, findings);
    }

    /**
     * What became of one finding.
     *
     * @param before the images in which it was hidden
     * @param after those in which it is
     * @param begun those where it is and was not, by the first waiver that does it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Shift(long[] before, long[] after, Map<Entry, long[]> begun) {
        static final Shift NONE = new Shift(Ids.NONE, Ids.NONE, Map.of());

        long[] ended() {
            return Ids.minus(before, after);
        }
    }

    /** A shift of a finding. */
    record Shifted(Finding finding, Shift shift) {}

    HeldFindings findings() {
        return findings;
    }

    /**
     * Verdicts on packages changed.
     *
     * @param f the finding as it is, or was last
     * @param holders who has it now, all of them; empty when nobody does
     */
    Shift judged(Finding f, Map<Long, long[]> holders) {
        Map<Long, long[]> rows = rows(f.key());
        List<Entry> candidates = holders.isEmpty() ? List.of() : WaiverRows.inForce(h, Held.ids(f));
        if (rows.isEmpty() && candidates.isEmpty()) {
            return Shift.NONE;
        }
        Finding named = holders.isEmpty()
                ? f
                : findings.named(f, holders.keySet().iterator().next());
        return put(new Held(named, holders), candidates, rows);
    }

    /** A waiver came into force: one that speaks of the finding. */
    Shift again(Held held) {
        Map<Long, long[]> rows = new LinkedHashMap<>();
        long[] images = held.images();
        rows(held.finding().key()).forEach((waiver, hidden) -> rows.put(waiver, Ids.both(hidden, images)));
        return put(held, WaiverRows.inForce(h, held.ids()), rows);
    }

    /** An image was read, or its names changed. It must be locked. */
    List<Shifted> ofImage(long image) {
        if (!WaiverRows.anyInForce(h)) {
            return List.of();
        }
        List<Held> held = findings.ofImage(image);
        Set<String> gone = new HashSet<>(h.select("select distinct key from waived where image_id = ?", image)
                .mapTo(String.class)
                .list());
        held.forEach(one -> gone.remove(one.finding().key()));
        gone.forEach(key -> h.execute("delete from waived where image_id = ? and key = ?", image, key));
        return held.stream().map(one -> new Shifted(one.finding(), again(one))).toList();
    }

    /** The images where each waiver hides a finding, sorted. */
    private Map<Long, long[]> rows(String key) {
        Map<Long, List<Long>> rows = new LinkedHashMap<>();
        h.createQuery("select waiver_id, image_id from waived where key = :key order by waiver_id, image_id")
                .bind("key", key)
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .forEach(row -> rows.computeIfAbsent(row.getKey(), w -> new ArrayList<>())
                        .add(row.getValue()));
        Map<Long, long[]> sorted = new LinkedHashMap<>();
        rows.forEach((waiver, images) ->
                sorted.put(waiver, images.stream().mapToLong(Long::longValue).toArray()));
        return sorted;
    }

    private Shift put(Held held, List<Entry> candidates, Map<Long, long[]> rows) {
        String key = held.finding().key();
        long[] images = held.images();
        long[] before = union(rows);
        Map<Long, long[]> wanted = new LinkedHashMap<>();
        Map<Entry, long[]> begun = new LinkedHashMap<>();
        long[] hidden = before;
        for (Entry entry : candidates) {
            long[] covered = scopes.covered(entry, held, images);
            wanted.put(entry.id(), covered);
            long[] fresh = Ids.minus(covered, hidden);
            if (fresh.length > 0) {
                begun.put(entry, fresh);
                hidden = Ids.union(List.of(hidden, fresh));
            }
            change(
                    "insert into waived (image_id, key, waiver_id) select v.*, :key, :waiver from ("
                            + database.numbers(":images") + ") v",
                    key,
                    entry.id(),
                    Ids.minus(covered, rows.getOrDefault(entry.id(), Ids.NONE)));
        }
        rows.forEach((waiver, there) -> change(
                "delete from waived where key = :key and waiver_id = :waiver and image_id in ("
                        + database.numbers(":images") + ")",
                key,
                waiver,
                Ids.minus(there, wanted.getOrDefault(waiver, Ids.NONE))));
        return new Shift(before, union(wanted), begun);
    }

    private static long[] union(Map<Long, long[]> sets) {
        return sets.isEmpty() ? Ids.NONE : Ids.union(sets.values());
    }

    private void change(String sql, String key, long waiver, long[] images) {
        if (images.length > 0) {
            h.createUpdate(sql)
                    .bind("key", key)
                    .bind("waiver", waiver)
                    .bind("images", Ids.text(images))
                    .execute();
        }
    }

    /** Keeps others from reading or naming an image meanwhile, on PostgreSQL; SQLite has one writer anyway. */
    static void lock(Database database, Handle h, long... images) {
        if (database.postgres()) {
            h.createQuery("select id from image where id in (" + database.numbers(":images")
                            + ") order by id for update")
                    .bind("images", Ids.text(Arrays.stream(images).sorted().toArray()))
                    .mapTo(Long.class)
                    .list();
        }
    }
}
