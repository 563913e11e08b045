package dev.hullmark.sensor.event;

import dev.hullmark.sensor.Limits;
import dev.hullmark.sensor.container.Containers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Holds events back until the engine has told their container's name, for some seconds at most: an engine takes some
 * milliseconds, and a container's first events are the ones that matter. Events stay in order.
 */
public final class Naming {
    private record Held(Event event, long until) {}

    private final Containers containers;
    private final Deque<Held> held = new ArrayDeque<>();

    public Naming(Containers containers) {
        this.containers = containers;
    }

    /** Takes an event. */
    public void accept(Event event) {
        held.add(new Held(event, System.nanoTime() + Limits.NAME.toNanos()));
    }

    /** Gives out, in order, what has its name or waited long enough. */
    public void give(Consumer<Event> events) {
        while (!held.isEmpty()) {
            Held first = held.getFirst();
            Event event = named(first.event());
            if (containers.asking(event.container().id()) && System.nanoTime() - first.until() < 0) {
                return;
            }
            held.removeFirst();
            events.accept(event);
        }
    }

    /** Gives out the rest. */
    public void giveAll(Consumer<Event> events) {
        held.forEach(one -> events.accept(named(one.event())));
        held.clear();
    }

    private Event named(Event event) {
        String id = event.container().id();
        return id.isEmpty() ? event : new Event(event.time(), containers.of(id), event.actor(), event.what());
    }
}
