package dev.hullmark.posture.container;

import java.util.Optional;
import java.util.function.Function;

/**
 * Whose network a container lives in: one may join another's ({@code --network container:ID}), and that one a third's. Where
 * the last is the host's, so is every other's.
 */
public final class JoinedNetworks {
    /** Engines let a container join one that joined another; nobody needs more, and a ring must end. */
    private static final int DEPTH = 4;

    private static final String JOINED = "container:";

    private JoinedNetworks() {}

    /** @param find the container of an id; empty when it is gone */
    public static ContainerFacts follow(ContainerFacts container, Function<String, Optional<ContainerFacts>> find) {
        Optional<ContainerFacts> last = Optional.of(container);
        for (int i = 0; i < DEPTH; i++) {
            Optional<String> joined = last.map(c -> c.host().networkMode())
                    .filter(mode -> mode.startsWith(JOINED))
                    .map(mode -> mode.substring(JOINED.length()));
            if (joined.isEmpty()) {
                break;
            }
            last = joined.flatMap(find);
        }
        return last.filter(c -> c.network().host()).isPresent() ? container.withHostNetwork() : container;
    }
}
