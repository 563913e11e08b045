package dev.hullmark.sensor.event;

import dev.hullmark.sensor.container.Container;
import java.time.Instant;

/**
 * Something that happened in a container.
 *
 * @param time when, by the machine's clock of now: the kernel counts from its start, so a clock that was set does not
 *     reorder events
 * @param container which
 * @param actor who did it; for packets and sockets that nobody was working on, {@link Actor#NOBODY}
 * @param what what it was
 */
public record Event(Instant time, Container container, Actor actor, What what) {}
