package dev.hullmark.catalog.rpm;

import java.io.IOException;

/** A part of a database contradicts itself: it costs that part, where the others can still be found. */
final class DamagedException extends IOException {
    DamagedException(String message) {
        super(message);
    }
}
