package dev.hullmark.image;

import dev.hullmark.model.HullmarkException;

/** An image can't be opened, breaks off or is not what it claims; the message says what to do. */
public class ImageException extends HullmarkException {
    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
