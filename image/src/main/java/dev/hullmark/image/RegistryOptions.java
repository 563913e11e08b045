package dev.hullmark.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user says about registries, beside what the environment says.
 *
 * @param plain hosts, with their port, that may be asked without TLS; this machine may anyway
 * @param mirrors asked in this order, before those of {@code HULLMARK_REGISTRY_MIRRORS}
 * @param authorities certificates (PEM) to trust beside the usual ones
 */
public record RegistryOptions(List<String> plain, List<RegistryMirror> mirrors, Optional<Path> authorities) {
    public static final RegistryOptions NONE = new RegistryOptions(List.of(), List.of(), Optional.empty());

    public RegistryOptions {
        plain = List.copyOf(plain);
        mirrors = List.copyOf(mirrors);
    }
}
