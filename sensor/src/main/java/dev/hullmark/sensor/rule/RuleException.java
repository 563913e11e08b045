package dev.hullmark.sensor.rule;

import dev.hullmark.model.HullmarkException;

/** A rule that cannot be read; the message says which and why. */
final class RuleException extends HullmarkException {
    private static final long serialVersionUID = 1;

    RuleException(String message) {
        super(message);
    }
}
