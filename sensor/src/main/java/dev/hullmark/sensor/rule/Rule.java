package dev.hullmark.sensor.rule;

import dev.hullmark.model.Severity;
import dev.hullmark.sensor.event.Event;
import java.util.List;

/**
 * What an event means.
 *
 * @param id letters, digits and hyphens
 * @param title what happened, in a phrase
 * @param why what it may mean, and what to do
 * @param source where it is described; empty for one of the user's own
 * @param kinds the kinds of events it looks at
 * @param condition what has to be true
 * @param exceptions when it does not count all the same
 */
public record Rule(
        String id,
        Severity severity,
        String title,
        String why,
        String source,
        List<String> kinds,
        Condition condition,
        List<Condition> exceptions) {
    public Rule {
        kinds = List.copyOf(kinds);
        exceptions = List.copyOf(exceptions);
    }

    /** Whether it holds of an event. */
    public boolean holds(Event event) {
        return kinds.contains(event.what().kind())
                && condition.test(event)
                && exceptions.stream().noneMatch(exception -> exception.test(event));
    }
}
