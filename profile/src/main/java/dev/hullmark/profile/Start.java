package dev.hullmark.profile;

import dev.hullmark.model.RunSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a trial's container is started.
 *
 * @param settings what it may do; empty for the engine's own defaults, as the service is run today
 * @param reachable whether this machine must get to its ports; otherwise it has no network but its own loopback
 * @param podman whether the engine is Podman, whose tmpfs has no owner to choose
 */
record Start(Service service, Optional<RunSettings> settings, boolean reachable, boolean podman) {
    private static final long MEMORY = 2L << 30;
    private static final int PROCESSES = 2000;

    /** Images ask for half a minute, which is longer than anybody watches. */
    private static final Duration HEALTH_INTERVAL = Duration.ofSeconds(2);

    Start with(RunSettings other) {
        return new Start(service, Optional.of(other), reachable, podman);
    }

    /** The body of POST /containers/create. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Image", service.image());
        service.started().propertyStream().forEach(said -> body.set(said.getKey(), said.getValue()));
        if (!service.healthCheck().isEmpty()) {
            ObjectNode health = body.putObject("Healthcheck").put("Interval", HEALTH_INTERVAL.toNanos());
            service.healthCheck().forEach(health.withArray("Test")::add);
        }
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
                    .filter(p -> !service.volumes().contains(p))
                    .forEach(p -> tmpfs.put(p, podman ? "mode=1777" : s.tmpfsOptions()));
            ObjectNode made = body.putObject("Volumes");
            service.volumes().forEach(made::putObject);
        });
        return body;
    }

    /** Volumes that must belong to the settings' user before it starts, as the advised chown of the build has them. */
    List<String> owned() {
        return settings.filter(s -> !s.user().isEmpty()).isPresent() ? service.owned() : List.of();
    }

    /** A container that gives the volumes of another to the user: nothing but that. */
    ObjectNode chown(String other) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Image", service.image()).put("User", "0:0");
        body.putArray("Entrypoint").add("chown");
        ArrayNode words = body.putArray("Cmd").add("-R");
        words.add(settings.map(RunSettings::user).orElse(""));
        owned().forEach(words::add);
        ObjectNode host = body.putObject("HostConfig");
        host.put("NetworkMode", "none").put("ReadonlyRootfs", true);
        host.putArray("VolumesFrom").add(other);
        host.putArray("CapDrop").add("ALL");
        host.putArray("CapAdd").add("CHOWN").add("DAC_READ_SEARCH").add("FOWNER");
        return body;
    }
}
