package dev.hullmark.store;

import dev.hullmark.model.HullmarkException;

/** The store can't be opened, or failed; the message says which and what to do. */
public final class StoreException extends HullmarkException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
