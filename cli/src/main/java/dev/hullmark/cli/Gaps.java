package dev.hullmark.cli;

import dev.hullmark.model.Coverage;
import java.util.List;

/** Tells a person what a result could not see, for formats that have no room for it. */
final class Gaps {
    private static final int TOLD = 5;

    private Gaps() {}

    static void tell(Context context, List<Coverage> coverage, boolean quiet) {
        if (quiet) {
            return;
        }
        int told = 0;
        int gaps = 0;
        for (Coverage c : coverage) {
            if (c.status() == Coverage.Status.PARTIAL || c.status() == Coverage.Status.NONE) {
                gaps++;
                if (told < TOLD) {
                    told++;
                    context.say(c.what() + " (" + c.status().text() + "): " + c.reason());
                }
            }
        }
        if (gaps > told) {
            context.say("and " + (gaps - told) + " more gaps; --format json lists them all.");
        }
    }
}
