package dev.hullmark.profile;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How the user would see that a container works.
 *
 * @param command run inside; it works when that ends with exit code 0
 * @param url asked from this machine, its host replaced by the container's address; it works when the answer is 2xx or 3xx
 */
public record Probe(Optional<List<String>> command, Optional<URI> url) {
    public static final Probe NONE = new Probe(Optional.empty(), Optional.empty());

    boolean asked() {
        return command.isPresent() || url.isPresent();
    }
}
