package dev.hullmark.advisories;

/** One record cannot be understood: it is left out and counted, nothing else suffers. */
final class BadRecordException extends Exception {
    BadRecordException(String message) {
        super(message);
    }
}
