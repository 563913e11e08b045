package dev.hullmark.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Images whose verdict, waivers or names changed since policies were asked about them. Marked in the transaction of the
 * change; taken off only if nothing changed meanwhile, so that none is missed and none is asked about twice for nothing.
 */
public final class PolicyDue {
    private final Database database;

    public PolicyDue(Database database) {
        this.database = database;
    }

    /** @param marked how often it changed */
    public record Due(long image, long marked) {}

    static void mark(Database database, Handle h, long... images) {
        if (images.length > 0) {
            h.createUpdate("insert into policy_due (image_id, marked) select v.*, 1 from ("
                            + database.numbers(":images")
                            + ") v where true on conflict (image_id) do update set marked = policy_due.marked + 1")
                    .bind("images", Ids.text(images))
                    .execute();
        }
    }

    /** All images that have a name: after policies changed, or when time alone may have changed their answer. */
    public void markAll() {
        database.write(PolicyDue::markAll);
    }

    static int markAll(Handle h) {
        return h.execute("insert into policy_due (image_id, marked)"
                + " select distinct image_id, 1 from tag where until is null"
                + " on conflict (image_id) do update set marked = policy_due.marked + 1");
    }

    public List<Due> next(int most) {
        return database.read(h -> h.select("select image_id, marked from policy_due order by image_id limit ?", most)
                .map((row, context) -> new Due(row.getLong(1), row.getLong(2)))
                .list());
    }

    /** How many images wait to be asked about: until it is 0, violations are of before. */
    public int waiting() {
        return database.read(h ->
                h.select("select count(*) from policy_due").mapTo(Integer.class).one());
    }

    /** Takes it off, unless it changed again. */
    static void done(Handle h, Due due) {
        h.execute("delete from policy_due where image_id = ? and marked = ?", due.image(), due.marked());
    }
}
