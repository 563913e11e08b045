package dev.hullmark.signature;

import dev.hullmark.model.HullmarkException;

/** Signatures can't be judged: a key or trust root is unusable, or the parts for it are missing. */
public final class SignatureException extends HullmarkException {
    public SignatureException(String message) {
        super(message);
    }

    public SignatureException(String message, Throwable cause) {
        super(message, cause);
    }
}
