package dev.hullmark.model;

/**
 * The job could not be done: the message is one clear sentence that says what to do about it. The command line prints
 * it and exits with 2. Rooms throw subclasses of their own where a caller tells them apart.
 */
public class HullmarkException extends RuntimeException {
    public HullmarkException(String message) {
        super(message);
    }

    public HullmarkException(String message, Throwable cause) {
        super(message, cause);
    }
}
