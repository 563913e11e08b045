package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.store.Waivers.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Waivers that come into force or end, and names of images that change under them, with what that changes for images. */
final class WaiverChange {
    private static final String WAIVED = "waived";
    static final String REMOVED = "waiver-removed";

    private final Database database;
    private final Handle h;
    private final Instant now;

    WaiverChange(Database database, Handle h, Instant now) {
        this.database = database;
        this.h = h;
        this.now = now;
    }

    private ImageEvents events() {
        return new ImageEvents(database, h, Optional.empty(), now.toEpochMilli());
    }

    void begin(Entry entry) {
        Waived waived = new Waived(database, h);
        ImageEvents events = events();
        for (Held held : waived.findings().ofVulnerability(entry.waiver().id())) {
            Waived.Shift shift = waived.again(held);
            shift.begun().values().forEach(images -> events.count(images, held.finding(), -1));
            begun(events, held.finding(), shift);
        }
        events.write();
    }

    /** Tells where a finding is hidden from now on. */
    static void begun(ImageEvents events, Finding f, Waived.Shift shift) {
        shift.begun()
                .forEach((entry, images) ->
                        events.tell(images, f, new Judging.Change(f.key(), WAIVED, "", entry.said())));
    }

    /** @param how {@code removed} or {@code expired} */
    void end(Entry entry, String how, String by) {
        Map<String, List<Long>> hidden = new LinkedHashMap<>();
        h.createQuery("select key, image_id from waived where waiver_id = :id order by key, image_id")
                .bind("id", entry.id())
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(row -> hidden.computeIfAbsent(row.getKey(), k -> new ArrayList<>())
                        .add(row.getValue()));
        h.execute("delete from waived where waiver_id = ?", entry.id());
        h.execute(
                "update waiver set ended_at = ?, ended = ?, ended_by = ? where id = ?",
                now.toEpochMilli(),
                how,
                by,
                entry.id());
        ImageEvents events = events();
        String cause = (by.isEmpty() ? how : how + " by " + by) + ": " + entry.said();
        for (Held held : new HeldFindings(h).ofKeys(hidden.keySet())) {
            String key = held.finding().key();
            long[] still = Ids.sorted(
                    h.select("select image_id from waived where key = ?", key).mapTo(Long.class).list().stream()
                            .mapToLong(Long::longValue));
            long[] was = Ids.sorted(hidden.getOrDefault(key, List.of()).stream().mapToLong(Long::longValue));
            long[] shown = Ids.both(Ids.minus(was, still), held.images());
            events.count(shown, held.finding(), 1);
            events.tell(shown, held.finding(), new Judging.Change(key, "waiver-" + how, "", cause));
        }
        events.write();
    }

    /** Other names may mean other waivers. The images must be locked. */
    void renamed(long... images) {
        for (long image : images) {
            tell(new Waived(database, h).ofImage(image), "the image has names that it does not hold for");
            Findings.count(h, image);
        }
    }

    /** @param cause why a waiver no longer hides what is still open */
    void tell(List<Waived.Shifted> shifted, String cause) {
        ImageEvents events = events();
        for (Waived.Shifted one : shifted) {
            begun(events, one.finding(), one.shift());
            events.tell(
                    one.shift().ended(),
                    one.finding(),
                    new Judging.Change(one.finding().key(), REMOVED, "", cause));
        }
        events.write();
    }
}
