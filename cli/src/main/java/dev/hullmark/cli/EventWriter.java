package dev.hullmark.cli;

import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.rule.Rule;
import java.util.List;

/** Writes what happened. */
interface EventWriter {
    /** @param rules those that hold of it */
    void write(Event event, List<Rule> rules);
}
