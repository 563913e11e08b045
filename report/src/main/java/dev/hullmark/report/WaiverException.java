package dev.hullmark.report;

import dev.hullmark.model.HullmarkException;

/** A waiver file that cannot be read. */
public final class WaiverException extends HullmarkException {
    public WaiverException(String message) {
        super(message);
    }

    public WaiverException(String message, Throwable cause) {
        super(message, cause);
    }
}
