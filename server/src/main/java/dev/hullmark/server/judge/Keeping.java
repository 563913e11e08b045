package dev.hullmark.server.judge;

import dev.hullmark.match.EndOfLife;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.LicencePolicy;
import dev.hullmark.posture.Posture;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Inventories;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was read of images, whoever read it, with what is known of it now. */
public final class Keeping {
    private final Context context;
    private final Inventories inventories;
    private final Knowledge knowledge;

    public Keeping(Context context, Knowledge knowledge) {
        this.context = context;
        inventories = new Inventories(context.database());
        this.knowledge = knowledge;
    }

    /** @return whether it was kept; see {@link Inventories#put} */
    public boolean keep(long image, Inventories.Reading reading) {
        LocalDate today = LocalDate.ofInstant(context.now(), ZoneOffset.UTC);
        List<Finding> own = own(reading.inventory(), today);
        return knowledge.ask(index -> inventories.put(image, reading, own, new IndexJudging(index), context.now()));
    }

    /** What is to be said of an image itself; of its packages nothing is asked but where they lie. */
    static List<Finding> own(Inventory inventory, LocalDate today) {
        List<Finding> own =
                new ArrayList<>(Posture.check(inventory, LicencePolicy.NONE).findings());
        own.addAll(EndOfLife.judge(inventory, today).findings());
        return own;
    }
}
