package dev.hullmark.posture.container;

import dev.hullmark.posture.container.ContainerFacts.Mount;
import java.util.List;
import java.util.regex.Pattern;

/** Which mounts give a container an engine's socket; mounted read-only it answers all the same. */
final class EngineSockets {
    /** By the end of their path. */
    private static final List<String> SOCKETS = List.of("docker.sock", "podman.sock", "containerd.sock");

    /** Whoever has one of these directories has the sockets that engines usually keep there. */
    private static final Pattern DIRECTORIES =
            Pattern.compile("/|/run|/run/(containerd|docker|docker/containerd|podman|user|user/\\d+|user/\\d+/podman)");

    private EngineSockets() {}

    /** @param place where the engine listens, which may be unusual */
    static boolean isGivenBy(Mount mount, String place) {
        String source = Paths.bare(mount.source());
        return DIRECTORIES.matcher(Paths.underRun(source)).matches()
                || isSocket(source)
                || isSocket(Paths.bare(mount.destination()))
                || holds(Paths.underRun(source), Paths.underRun(place));
    }

    private static boolean isSocket(String path) {
        return SOCKETS.stream().anyMatch(socket -> path.endsWith("/" + socket));
    }

    private static boolean holds(String source, String place) {
        return place.startsWith("/") && !source.isEmpty() && (place.equals(source) || place.startsWith(source + "/"));
    }
}
