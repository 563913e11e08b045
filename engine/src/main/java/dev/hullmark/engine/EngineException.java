package dev.hullmark.engine;

import dev.hullmark.model.HullmarkException;

/** A container engine can't be reached, refused, broke off or answered with nonsense. */
public class EngineException extends HullmarkException {
    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No engine answers at any place it could be: a caller that only tries may go on without one. */
    public static final class Unreachable extends EngineException {
        public Unreachable(String message) {
            super(message);
        }
    }
}
