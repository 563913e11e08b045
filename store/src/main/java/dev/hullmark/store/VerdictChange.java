package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.FindingDelta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * New verdicts on some packages, written in one transaction with what they change for images: an event for each image,
 * finding and change, and the image's counts.
 *
 * <p>Two packages of one image may have a finding of the same key (the same package noted twice): to the image it is new
 * with the first and gone with the last.
 */
final class VerdictChange {
    private final Handle h;
    private final Judging judging;
    private final long now;
    private final Map<String, KeyChange> changed = new LinkedHashMap<>();
    private final ImageEvents events;
    private final Waived waived;
    private final boolean waivers;

    VerdictChange(Database database, Handle h, Judging judging, long judgement, Instant now) {
        this.h = h;
        this.judging = judging;
        this.now = now.toEpochMilli();
        events = new ImageEvents(database, h, Optional.of(judgement), this.now);
        waived = new Waived(database, h);
        waivers = WaiverRows.anyInForce(h);
    }

    /** What happened to the findings of one key: of which packages it is new, gone, or another than before. */
    private static final class KeyChange {
        private Optional<Finding> before = Optional.empty();
        private Optional<Finding> after = Optional.empty();
        private final Map<String, List<Judging.Change>> why = new HashMap<>();
        private final Set<Long> added = new HashSet<>();
        private final Set<Long> removed = new HashSet<>();
        private final Set<Long> kept = new HashSet<>();

        List<Judging.Change> why(String what) {
            return why.getOrDefault(what, List.of());
        }
    }

    /** @return how many events */
    int apply(Map<Long, List<Finding>> judged) {
        Map<Long, Map<String, Finding>> open = open(judged.keySet());
        PreparedBatch found = h.prepareBatch(Findings.UPSERT);
        PreparedBatch gone = h.prepareBatch(
                "update package_finding set gone_at = :now, cause = :cause where package_id = :package and key = :key");
        judged.forEach((id, findings) -> compare(id, open.getOrDefault(id, Map.of()), findings, found, gone));
        for (PreparedBatch rows : List.of(found, gone)) {
            if (rows.size() > 0) {
                rows.execute();
            }
        }
        if (!changed.isEmpty()) {
            tell();
        }
        return events.write();
    }

    private Map<Long, Map<String, Finding>> open(Collection<Long> packages) {
        Map<Long, Map<String, Finding>> open = new HashMap<>();
        for (List<Long> ids : Chunks.of(packages)) {
            h.createQuery("select * from package_finding where package_id in (<ids>) and gone_at is null")
                    .bindList("ids", ids)
                    .map((row, ctx) -> Map.entry(row.getLong("package_id"), Findings.read(row)))
                    .forEach(row -> open.computeIfAbsent(row.getKey(), id -> new LinkedHashMap<>())
                            .put(row.getValue().key(), row.getValue()));
        }
        return open;
    }

    private void compare(
            long id, Map<String, Finding> before, List<Finding> now, PreparedBatch found, PreparedBatch gone) {
        Map<String, Finding> after = new LinkedHashMap<>();
        now.forEach(f -> after.putIfAbsent(f.key(), f));
        for (Finding f : after.values()) {
            Optional<Finding> then = Optional.ofNullable(before.get(f.key()));
            if (then.isPresent() && same(then.get(), f)) {
                continue;
            }
            KeyChange change = note(f.key(), then, Optional.of(f));
            (then.isPresent() ? change.kept : change.added).add(id);
            found.bind("package", id)
                    .bind("now", this.now)
                    .bind("cause", cause(change.why(then.isPresent() ? "kept" : "added")));
            Findings.bind(found, f).add();
        }
        for (Finding f : before.values()) {
            if (!after.containsKey(f.key())) {
                KeyChange change = note(f.key(), Optional.of(f), Optional.empty());
                change.removed.add(id);
                gone.bind("package", id)
                        .bind("key", f.key())
                        .bind("now", this.now)
                        .bind("cause", cause(change.why("removed")))
                        .add();
            }
        }
    }

    private KeyChange note(String key, Optional<Finding> before, Optional<Finding> after) {
        KeyChange change = changed.computeIfAbsent(key, k -> new KeyChange());
        change.before = change.before.or(() -> before);
        change.after = change.after.or(() -> after);
        String what = before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "kept";
        change.why.computeIfAbsent(
                what,
                w -> judging.changes(FindingDelta.of(
                        before.map(List::of).orElse(List.of()),
                        after.map(List::of).orElse(List.of()))));
        return change;
    }

    private static String cause(List<Judging.Change> why) {
        return why.isEmpty() ? "" : why.getFirst().cause();
    }

    private static boolean same(Finding a, Finding b) {
        return a.severity() == b.severity()
                && Findings.exploited(a) == Findings.exploited(b)
                && Findings.fix(a).equals(Findings.fix(b))
                && Findings.source(a).equals(Findings.source(b))
                && a.title().equals(b.title());
    }

    /** From packages to the images that hold them. */
    private void tell() {
        Map<String, Set<Long>> holders = holders();
        Set<Long> packages = new HashSet<>();
        holders.values().forEach(packages::addAll);
        changed.values().forEach(change -> packages.addAll(change.removed));
        Map<Long, long[]> images = images(packages);
        changed.forEach((key, change) -> {
            Set<Long> after = holders.getOrDefault(key, Set.of());
            Set<Long> before = new HashSet<>(after);
            before.addAll(change.removed);
            before.removeAll(change.added);
            long[] then = images(before, images);
            long[] now = images(after, images);
            change.after.ifPresent(f -> events.came(Ids.minus(now, then), f, change.why("added")));
            change.before.ifPresent(f -> events.went(Ids.minus(then, now), f, change.why("removed")));
            long[] kept = Ids.NONE;
            if (!change.kept.isEmpty() && change.before.isPresent() && change.after.isPresent()) {
                kept = Ids.both(images(change.kept, images), Ids.both(then, now));
                events.changed(kept, change.before.get(), change.after.get(), change.why("kept"));
            }
            if (waivers) {
                hide(change, after, images, Ids.minus(Ids.both(then, now), kept));
            }
        });
    }

    /**
     * Takes out of the counts what waivers hide.
     *
     * @param holders the packages it is open of now
     * @param same the images to which it is what it was
     */
    private void hide(KeyChange change, Set<Long> holders, Map<Long, long[]> images, long[] same) {
        Finding before = change.before.or(() -> change.after).orElseThrow();
        Finding after = change.after.or(() -> change.before).orElseThrow();
        Map<Long, long[]> held = new HashMap<>();
        holders.forEach(id -> held.put(id, images.getOrDefault(id, Ids.NONE)));
        Waived.Shift shift = waived.judged(after, held);
        events.count(shift.before(), before, 1);
        events.count(Ids.both(shift.after(), same), before, -1);
        events.count(Ids.minus(shift.after(), same), after, -1);
        WaiverChange.begun(events, after, shift);
        long[] open = images(holders, images);
        events.tell(
                Ids.both(shift.ended(), open),
                after,
                new Judging.Change(after.key(), WaiverChange.REMOVED, "", "the waiver does not hold for all of it"));
    }

    /** Of which packages each changed finding is open now. */
    private Map<String, Set<Long>> holders() {
        Map<String, Set<Long>> holders = new HashMap<>();
        for (List<String> keys : Chunks.of(changed.keySet())) {
            h.createQuery("select key, package_id from package_finding where key in (<keys>) and gone_at is null")
                    .bindList("keys", keys)
                    .map((row, ctx) -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(row -> holders.computeIfAbsent(row.getKey(), k -> new HashSet<>())
                            .add(row.getValue()));
        }
        return holders;
    }

    private Map<Long, long[]> images(Set<Long> packages) {
        Map<Long, long[]> images = new HashMap<>();
        for (long id : packages) {
            images.put(
                    id,
                    Ids.sorted(h
                            .select(
                                    "select i.image_id from set_package s join image_set i on i.set_id = s.set_id"
                                            + " where s.package_id = ?",
                                    id)
                            .mapTo(Long.class)
                            .list()
                            .stream()
                            .mapToLong(Long::longValue)));
        }
        return images;
    }

    private static long[] images(Set<Long> packages, Map<Long, long[]> known) {
        List<long[]> sets = new ArrayList<>();
        packages.forEach(id -> sets.add(known.getOrDefault(id, Ids.NONE)));
        return Ids.union(sets);
    }
}
