package dev.hullmark.image;

/** A registry can't be reached, refuses, stalls or lies. */
public final class RegistryException extends ImageException {
    /** What the caller may do about it. */
    public enum Why {
        /** What was asked for is not there. */
        ABSENT,
        /** The registry can't be reached or is in trouble; another one may know. */
        TROUBLE,
        /** It is no image that anybody could read here. */
        UNSUPPORTED,
        /** It is larger than anybody may ask us to read. */
        TOO_LARGE,
        OTHER
    }

    private final Why why;

    public RegistryException(String message) {
        this(message, Why.OTHER);
    }

    public RegistryException(String message, Why why) {
        super(message);
        this.why = why;
    }

    public RegistryException(String message, Throwable cause) {
        this(message, Why.OTHER, cause);
    }

    RegistryException(String message, Why why, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
