package dev.hullmark.posture.container;

import java.util.List;
import java.util.Optional;

/**
 * What is seen of a container while it runs.
 *
 * @param processes empty when they can't be seen
 * @param listeners empty when they can't be seen
 * @param packageDatabase the files of a package database that are not as its image had them; empty when nobody could say
 * @param newerImage what its image's tag names now: the same id, another, or "" when it names none; empty when
 *     nobody could say
 * @param gaps sentences about what could not be seen
 */
public record LiveFacts(
        Optional<List<ContainerProcess>> processes,
        Optional<List<Listener>> listeners,
        Optional<List<String>> packageDatabase,
        Optional<String> newerImage,
        List<String> gaps) {
    public LiveFacts {
        gaps = List.copyOf(gaps);
    }
}
