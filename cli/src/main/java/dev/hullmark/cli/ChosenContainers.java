package dev.hullmark.cli;

import dev.hullmark.sensor.container.Container;
import java.util.List;

/** The containers that were asked for, by name or the beginning of an id; all if none was. */
record ChosenContainers(List<String> names) {
    ChosenContainers {
        names = List.copyOf(names);
    }

    /** Whether events of a container are told. What is of none, such as a loss, concerns all. */
    boolean has(Container container) {
        return names.isEmpty()
                || container.id().isEmpty()
                || names.stream().anyMatch(name -> container.name().equals(name) || isId(container, name));
    }

    private static boolean isId(Container container, String name) {
        return name.length() >= 4 && container.id().startsWith(name);
    }
}
