package dev.hullmark.posture.container;

import dev.hullmark.posture.Limits;
import dev.hullmark.posture.container.ContainerFacts.Config;
import dev.hullmark.posture.container.ContainerFacts.Host;
import dev.hullmark.posture.container.ContainerFacts.Mac;
import dev.hullmark.posture.container.ContainerFacts.Mount;
import dev.hullmark.posture.container.ContainerFacts.Network;
import dev.hullmark.posture.container.ContainerFacts.Port;
import dev.hullmark.posture.container.ContainerFacts.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads what an engine tells of a container; what is absent, null or of another type reads as empty. */
public final class ContainerJson {
    private ContainerJson() {}

    public static ContainerFacts read(JsonNode inspect) {
        JsonNode config = inspect.path("Config");
        JsonNode network = inspect.path("NetworkSettings");
        String name = text(inspect, "Name");
        return new ContainerFacts(
                text(inspect, "Id"),
                name.startsWith("/") ? name.substring(1) : name,
                text(config, "Image"),
                text(inspect, "Image"),
                state(inspect.path("State")),
                config(config),
                host(inspect.path("HostConfig")),
                new Mac(text(inspect, "AppArmorProfile"), text(inspect, "ProcessLabel"), text(inspect, "MountLabel")),
                new Network(
                        ports(network.path("Ports")),
                        keys(network.path("Networks")),
                        text(inspect.path("HostConfig"), "NetworkMode").equalsIgnoreCase("host")),
                list(inspect.path("Mounts"), ContainerJson::mount),
                texts(inspect.path("ExecIDs")),
                Optional.empty(),
                FirstProcess.UNKNOWN);
    }

    private static State state(JsonNode state) {
        return new State(
                text(state, "Status"),
                state.path("Running").asBoolean(false),
                number(state, "Pid"),
                // Podman writes an empty Health where Docker writes none.
                text(state.path("Health"), "Status"));
    }

    private static Config config(JsonNode config) {
        List<String> names = new ArrayList<>();
        for (String variable : texts(config.path("Env"))) {
            int equals = variable.indexOf('=');
            names.add(equals < 0 ? variable : variable.substring(0, equals));
        }
        return new Config(
                text(config, "User"),
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                names,
                keys(config.path("ExposedPorts")),
                texts(config.path("Healthcheck").path("Test")));
    }

    private static Host host(JsonNode host) {
        JsonNode restart = host.path("RestartPolicy");
        JsonNode pids = host.path("PidsLimit");
        return new Host(
                host.path("Privileged").asBoolean(false),
                texts(host.path("CapAdd")),
                texts(host.path("CapDrop")),
                texts(host.path("SecurityOpt")),
                text(host, "NetworkMode"),
                text(host, "PidMode"),
                text(host, "IpcMode"),
                text(host, "UTSMode"),
                text(host, "UsernsMode"),
                text(host, "CgroupnsMode"),
                text(host, "CgroupParent"),
                number(host, "Memory"),
                number(host, "CpuShares"),
                number(host, "NanoCpus"),
                number(host, "CpuQuota"),
                pids.isIntegralNumber() ? OptionalLong.of(pids.asLong(0)) : OptionalLong.empty(),
                host.path("ReadonlyRootfs").asBoolean(false),
                text(restart, "Name"),
                number(restart, "MaximumRetryCount"),
                list(host.path("Devices"), d -> text(d, "PathOnHost")),
                list(host.path("DeviceRequests"), d -> text(d, "Driver")),
                list(host.path("Ulimits"), u -> text(u, "Name")),
                texts(host.path("GroupAdd")),
                paths(host.path("MaskedPaths")),
                paths(host.path("ReadonlyPaths")),
                text(host, "Runtime"),
                host.path("PublishAllPorts").asBoolean(false));
    }

    /** An empty list means that nothing is hidden; none at all, that the engine does not say. */
    private static Optional<List<String>> paths(JsonNode array) {
        return array.isArray() ? Optional.of(texts(array)) : Optional.empty();
    }

    private static Mount mount(JsonNode mount) {
        return new Mount(
                text(mount, "Type"),
                text(mount, "Source"),
                text(mount, "Destination"),
                mount.path("RW").asBoolean(true),
                text(mount, "Propagation"));
    }

    private static List<Port> ports(JsonNode ports) {
        List<Port> published = new ArrayList<>();
        if (ports.isObject()) {
            for (Map.Entry<String, JsonNode> port : ports.properties()) {
                // Null where the port is exposed and not published.
                for (JsonNode binding : port.getValue()) {
                    if (published.size() < Limits.CONTAINER_ENTRIES) {
                        published.add(
                                new Port(port.getKey(), text(binding, "HostIp"), port(text(binding, "HostPort"))));
                    }
                }
            }
        }
        return published;
    }

    private static int port(String text) {
        try {
            return text.length() > 5 ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static long number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isIntegralNumber() ? value.asLong(0) : 0;
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? cut(value.stringValue()) : "";
    }

    private static String cut(String text) {
        return text.length() > Limits.CONTAINER_TEXT ? text.substring(0, Limits.CONTAINER_TEXT) : text;
    }

    private static List<String> texts(JsonNode array) {
        return list(array, item -> item.isString() ? cut(item.stringValue()) : "").stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<String> keys(JsonNode object) {
        return object.isObject()
                ? object.properties().stream()
                        .limit(Limits.CONTAINER_ENTRIES)
                        .map(field -> cut(field.getKey()))
                        .toList()
                : List.of();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> of) {
        List<T> items = new ArrayList<>();
        if (array.isArray()) {
            for (JsonNode item : array) {
                if (items.size() == Limits.CONTAINER_ENTRIES) {
                    break;
                }
                items.add(of.apply(item));
            }
        }
        return items;
    }
}
