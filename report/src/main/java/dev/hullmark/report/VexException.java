package dev.hullmark.report;

import dev.hullmark.model.HullmarkException;

/** A VEX document that cannot be read. */
public final class VexException extends HullmarkException {
    public VexException(String message) {
        super(message);
    }

    public VexException(String message, Throwable cause) {
        super(message, cause);
    }
}
