package dev.hullmark.image;

/** A registry can't be reached, refuses, stalls or lies. */
public final class RegistryException extends ImageException {
    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
