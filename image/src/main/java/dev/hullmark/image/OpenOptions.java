package dev.hullmark.image;

import dev.hullmark.model.Progress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an image is opened.
 *
 * @param platform the one asked for; empty means linux on this machine's processor, or the only one there is
 * @param temporary where files go that live no longer than the scan; made when needed
 * @param progress hears how the reading goes on
 * @param offline nothing may be asked of the network
 * @param insecure a registry that speaks no TLS may be asked without; on this machine that is allowed anyway
 * @param registry what else the user says about registries
 * @param budget what the layers may take
 */
public record OpenOptions(
        Optional<Platform> platform,
        Path temporary,
        Progress progress,
        boolean offline,
        boolean insecure,
        RegistryOptions registry,
        ReadBudget budget) {
    public OpenOptions(
            Optional<Platform> platform, Path temporary, Progress progress, boolean offline, boolean insecure) {
        this(platform, temporary, progress, offline, insecure, RegistryOptions.NONE, ReadBudget.DEFAULT);
    }

    public static OpenOptions of(Path temporary) {
        return new OpenOptions(Optional.empty(), temporary, Progress.NONE, false, false);
    }
}
