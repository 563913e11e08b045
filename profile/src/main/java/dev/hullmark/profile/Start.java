package dev.hullmark.profile;

import dev.hullmark.model.RunSettings;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a trial's container is started.
 *
 * @param image as the engine has it
 * @param settings what it may do; empty for the engine's own defaults, as the image is run today
 * @param volumes of the settings' writable paths those that are volumes; the engine makes them
 * @param reachable whether this machine must get to its ports; otherwise it has no network but its own loopback
 * @param podman whether the engine is Podman, whose tmpfs has no owner to choose
 */
record Start(String image, Optional<RunSettings> settings, List<String> volumes, boolean reachable, boolean podman) {
    private static final long MEMORY = 2L << 30;
    private static final int PROCESSES = 2000;

    Start with(RunSettings other) {
        return new Start(image, Optional.of(other), volumes, reachable, podman);
    }

    /** The body of POST /containers/create. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Image", image);
        ObjectNode host = body.putObject("HostConfig");
        host.put("NetworkMode", reachable ? "bridge" : "none");
        host.put("Memory", MEMORY);
        host.put("PidsLimit", PROCESSES);
        settings.ifPresent(s -> {
            if (!s.user().isEmpty()) {
                body.put("User", s.user());
            }
            host.putArray("CapDrop").add("ALL");
            ArrayNode added = host.putArray("CapAdd");
            s.capabilities().forEach(added::add);
            if (s.noNewPrivileges()) {
                host.putArray("SecurityOpt").add("no-new-privileges");
            }
            host.put("ReadonlyRootfs", s.readOnlyRoot());
            if (s.lowPorts()) {
                host.putObject("Sysctls").put(RunSettings.LOW_PORTS, "0");
            }
            ObjectNode tmpfs = host.putObject("Tmpfs");
            s.writablePaths().stream()
                    .filter(p -> !volumes.contains(p))
                    .forEach(p -> tmpfs.put(p, podman ? "mode=1777" : s.tmpfsOptions()));
            ObjectNode made = body.putObject("Volumes");
            volumes.forEach(made::putObject);
        });
        return body;
    }
}
