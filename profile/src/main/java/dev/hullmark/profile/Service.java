package dev.hullmark.profile;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.ImageConfig;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is proved: an image as it says it is run, or as a container was started from it.
 *
 * @param image as the engine has it
 * @param started what the container's creator said instead of the image: of the body of POST /containers/create
 * @param healthCheck words of the test; empty when there is none
 * @param exposed ports that it is said to listen on, {@code 80/tcp}
 * @param volumes paths that are volumes in a trial
 * @param owned those of them that the advice gives to its user
 */
public record Service(
        String image,
        JsonNode started,
        List<String> healthCheck,
        Set<String> exposed,
        List<String> volumes,
        List<String> owned) {
    private static final int ANONYMOUS = 64;

    public Service {
        healthCheck = healthCheck.equals(List.of("NONE")) ? List.of() : List.copyOf(healthCheck);
        exposed = Set.copyOf(exposed);
        volumes = List.copyOf(volumes);
        owned = List.copyOf(owned);
    }

    /** An image as it is. */
    public static Service ofImage(String image, ImageConfig config, List<String> volumes, List<String> owned) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return new Service(image, nothing, config.healthcheck(), new TreeSet<>(config.exposedPorts()), volumes, owned);
    }

    /**
     * A container's image, started as the container was.
     *
     * @throws HullmarkException when it was given what a trial can't have without touching what it holds
     */
    public static Service ofContainer(EngineClient client, String name, List<String> volumes, List<String> owned) {
        JsonNode container = client.containerTree(name)
                .orElseThrow(
                        () -> new HullmarkException("The container " + name + " is gone: name one that is there."));
        refuse(name, container);
        JsonNode config = container.path("Config");
        ObjectNode started = JsonNodeFactory.instance.objectNode();
        for (String member : List.of("User", "Env", "Entrypoint", "Cmd", "WorkingDir")) {
            if (!config.path(member).isMissingNode() && !config.path(member).isNull()) {
                started.set(member, config.path(member));
            }
        }
        List<String> health = config.path("Healthcheck")
                .path("Test")
                .valueStream()
                .map(word -> word.asString(""))
                .toList();
        Set<String> exposed = new TreeSet<>();
        config.path("ExposedPorts").propertyStream().forEach(port -> exposed.add(port.getKey()));
        return new Service(container.path("Image").asString(""), started, health, exposed, volumes, owned);
    }

    private static void refuse(String name, JsonNode container) {
        JsonNode host = container.path("HostConfig");
        String given = "";
        for (JsonNode mount : container.path("Mounts")) {
            String type = mount.path("Type").asString("");
            boolean own = type.equals("tmpfs")
                    || (type.equals("volume") && mount.path("Name").asString("").length() == ANONYMOUS);
            given = own
                    ? given
                    : "what is mounted at " + mount.path("Destination").asString("");
        }
        if (!host.path("CapAdd").isEmpty() || !host.path("Devices").isEmpty()) {
            given = "capabilities or devices";
        }
        if (host.path("Privileged").asBoolean(false)) {
            given = "all privileges";
        }
        if (!given.isEmpty()) {
            throw new HullmarkException("The container " + name + " was given " + given
                    + ", which a trial does not have: prove its image (docker:NAME), or a container without.");
        }
    }
}
