package dev.hullmark.server.judge;

import dev.hullmark.server.work.Context;
import dev.hullmark.store.OwnFindings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What is found of images themselves depends on the day (support of a distribution ends) and on Hullmark's checks. */
final class OwnJudging {
    private final OwnFindings own;

    OwnJudging(Context context) {
        own = new OwnFindings(context.database());
    }

    /** @return how many events were written */
    int all(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return own.judge(
                inventory -> Keeping.own(inventory, today),
                "judged again on " + today + " by the checks of that day",
                now);
    }
}
