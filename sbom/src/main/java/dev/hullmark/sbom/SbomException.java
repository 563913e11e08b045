package dev.hullmark.sbom;

import dev.hullmark.model.HullmarkException;

/** A bill of materials that cannot be read. */
public final class SbomException extends HullmarkException {
    public SbomException(String message) {
        super(message);
    }

    public SbomException(String message, Throwable cause) {
        super(message, cause);
    }
}
