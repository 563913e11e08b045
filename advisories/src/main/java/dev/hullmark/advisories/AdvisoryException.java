package dev.hullmark.advisories;

import dev.hullmark.model.HullmarkException;
import java.nio.file.AccessDeniedException;

/** Advisories could not be read, written or fetched. */
public final class AdvisoryException extends HullmarkException {
    private static final String DAMAGED =
            "The advisory index is damaged: run 'hullmark db update' or 'hullmark db import' again.";

    public AdvisoryException(String message) {
        super(message);
    }

    public AdvisoryException(String message, Throwable cause) {
        super(message, cause);
    }

    static AdvisoryException damaged() {
        return new AdvisoryException(DAMAGED);
    }

    static AdvisoryException damaged(Throwable cause) {
        return new AdvisoryException(DAMAGED, cause);
    }

    /** What an I/O failure says, or what it is where it says nothing. */
    static String reason(Throwable e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
