package dev.hullmark.sensor;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.program.Maps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the host that engines mount into containers as their first one: {@code docker run --init}. */
final class EnginePrograms {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/docker-init"),
            Path.of("/usr/libexec/docker/docker-init"),
            Path.of("/usr/local/bin/docker-init"),
            Path.of("/usr/bin/catatonit"),
            Path.of("/usr/libexec/podman/catatonit"));

    private EnginePrograms() {}

    /** Allows those there are, in every container. */
    static void allow(Maps maps) throws LinuxException {
        for (Path place : PLACES) {
            if (!Files.exists(place)) {
                continue;
            }
            try {
                Path file = place.toRealPath();
                long inode = (Long) Files.getAttribute(file, "unix:ino");
                long device = (Long) Files.getAttribute(file, "unix:dev");
                maps.allowed().set(maps.allowed().key(0, inode, inKernel(device)), 1);
            } catch (IOException e) {
                throw new HullmarkException(
                        "Cannot look at " + place + ", which the engine mounts into containers.", e);
            }
        }
    }

    /** A device's number as the kernel keeps it: 20 bits for the minor number, where stat(2) has 8 and some more above. */
    static long inKernel(long device) {
        long major = ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
        long minor = (device & 0xff) | ((device >>> 12) & ~0xffL);
        return (major << 20) | (minor & 0xfffff);
    }
}
