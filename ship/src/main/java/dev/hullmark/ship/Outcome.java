package dev.hullmark.ship;

import java.time.Duration;
import java.util.Optional;

/** How an attempt to send ended. */
public sealed interface Outcome {
    /** What the receiver said, or what went wrong: one line, bounded, without secrets */
    String said();

    record Delivered(String said) implements Outcome {}

    /** @param after how long the receiver asked to be left alone */
    record Later(String said, Optional<Duration> after) implements Outcome {}

    /** Trying again is no use until somebody changes something. */
    record Refused(String said) implements Outcome {}
}
