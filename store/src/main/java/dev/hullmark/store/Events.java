package dev.hullmark.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What happened, written in the transaction that made it happen. An event of one image names it; one of many images at once
 * ({@link ImageEvents}) is one row with the list of them in {@code event_image}. The view {@code image_event} has a row for
 * each image of either.
 */
public final class Events {
    private final Database database;

    public Events(Database database) {
        this.database = database;
    }

    /** What kind of thing happened. */
    public enum Type {
        /** A finding of an image came, went or changed. */
        FINDING("finding"),
        /** A name stands for an image that was not known before. */
        IMAGE_PUSHED("image-pushed"),
        SCAN_FINISHED("scan-finished"),
        SCAN_FAILED("scan-failed"),
        ADVISORIES_UPDATED("advisories-updated"),
        PROMOTED("promoted"),
        POLICY_VIOLATED("policy-violated");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** As the API writes it. */
        public String text() {
            return text;
        }
    }

    /** @param cause what is to be said about it, one clause */
    public void add(Type type, Optional<Long> image, String cause, Instant now) {
        database.write(h -> add(h, type, image, cause, now));
    }

    static int add(Handle h, Type type, Optional<Long> image, String cause, Instant now) {
        return h.createUpdate(
                        "insert into event (at, type, image_id, finding, vulnerability, severity, change, was, cause)"
                                + " values (:now, :type, :image, '', '', '', '', '', :cause)")
                .bind("now", now.toEpochMilli())
                .bind("type", type.text)
                .bind("image", image)
                .bind("cause", cause)
                .execute();
    }
}
