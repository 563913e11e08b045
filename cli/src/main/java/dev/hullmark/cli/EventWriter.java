package dev.hullmark.cli;

import dev.hullmark.sensor.event.Event;

/** Writes what happened. */
interface EventWriter {
    void write(Event event);
}
