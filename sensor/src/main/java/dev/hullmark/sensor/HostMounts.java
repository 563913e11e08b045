package dev.hullmark.sensor;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The host's mount namespace, by its number. */
final class HostMounts {
    private HostMounts() {}

    /** Of the first process; where it may not be looked at, of the kernel's own threads; else of this process. */
    static int namespace() {
        return Stream.of("1", "2", "self")
                .map(HostMounts::of)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new HullmarkException("/proc cannot be read: what runs on the host is not known."));
    }

    private static Optional<Integer> of(String process) {
        try {
            String link =
                    Files.readSymbolicLink(Path.of("/proc", process, "ns/mnt")).toString();
            return Optional.of((int) Long.parseLong(link, "mnt:[".length(), link.length() - 1, 10));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
