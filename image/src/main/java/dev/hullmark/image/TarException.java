package dev.hullmark.image;

import java.io.IOException;

/** A tar that makes no sense from some point on; the message is a clause that follows "the layer". */
final class TarException extends IOException {
    TarException(String message) {
        super(message);
    }
}
