package dev.hullmark.match;

import dev.hullmark.model.Finding;
import java.util.Locale;

/**
 * One difference between two verdicts on the same inventory.
 *
 * @param finding as it is now; for what is gone, as it was
 * @param before what changed, as it was: a severity, or ""
 * @param cause why, one clause
 */
public record Change(Kind kind, Finding finding, String before, String cause) {
    public enum Kind {
        NEW,
        /** Listed as exploited now. */
        EXPLOITED,
        SEVERITY,
        /** There is a version to upgrade to now. */
        FIXABLE,
        /** The advisory was taken back. */
        WITHDRAWN,
        /** No advisory speaks against the package any more. */
        GONE,
        /** It may well be there: nothing judges it any more. */
        UNJUDGED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
