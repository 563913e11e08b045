package dev.hullmark.server.watch;

import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Log;
import dev.hullmark.server.work.Schedule;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Stale;
import java.time.Duration;

/** After an upgrade: images that today's catalogers would read otherwise are marked, and read again after everything else. */
public final class Rereading {
    private static final Duration EVERY = Duration.ofHours(6);

    private final Context context;
    private final Stale stale;
    private final Inventories inventories;
    private final Catalogued catalogued;

    public Rereading(Context context, Catalogued catalogued) {
        this.context = context;
        stale = new Stale(context.database());
        inventories = new Inventories(context.database());
        this.catalogued = catalogued;
    }

    public void start(Schedule schedule) {
        schedule.every(EVERY, Duration.ZERO, this::mark);
    }

    void mark() {
        stale.note(inventories, catalogued::line);
        Stale.Marked marked = stale.mark(catalogued::stale, context.now());
        if (marked.queued() + marked.left() > 0) {
            Log.say(marked.queued() + " images are read again for newer catalogers, " + marked.left()
                    + " stay stale: they were sent, and only who sent them can read them again.");
        }
    }
}
