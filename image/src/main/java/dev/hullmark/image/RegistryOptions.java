package dev.hullmark.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How registries are asked, beside what the environment says.
 *
 * @param plain hosts, with their port, that may be asked without TLS; this machine may anyway
 * @param mirrors asked in this order, before those of {@code HULLMARK_REGISTRY_MIRRORS}
 * @param authorities certificates (PEM) to trust beside the usual ones
 * @param kept whether a layer that comes is kept in a temporary file until its image is closed: where links lead back into
 *     it, it is looked at again, and would be sent again
 */
public record RegistryOptions(
        List<String> plain, List<RegistryMirror> mirrors, Optional<Path> authorities, boolean kept) {
    public static final RegistryOptions NONE = new RegistryOptions(List.of(), List.of(), Optional.empty());

    /** For a scan, which needs no disk. */
    public RegistryOptions(List<String> plain, List<RegistryMirror> mirrors, Optional<Path> authorities) {
        this(plain, mirrors, authorities, false);
    }

    public RegistryOptions {
        plain = List.copyOf(plain);
        mirrors = List.copyOf(mirrors);
    }
}
