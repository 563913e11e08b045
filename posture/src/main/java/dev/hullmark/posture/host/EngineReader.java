package dev.hullmark.posture.host;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineContainer;
import dev.hullmark.engine.EngineException;
import dev.hullmark.engine.EngineImage;
import dev.hullmark.engine.EngineProcess;
import dev.hullmark.posture.Limits;
import dev.hullmark.posture.container.ContainerFacts;
import dev.hullmark.posture.container.ContainerJson;
import dev.hullmark.posture.container.JoinedNetworks;
import dev.hullmark.posture.host.EngineFacts.ImageFacts;
import dev.hullmark.posture.host.EngineFacts.Mode;
import dev.hullmark.posture.host.EngineFacts.Swarm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Asks an engine, read-only. What ends while it is looked at, or what the engine fails at, costs its own part; an engine that
 * is slow is asked nothing more after a minute.
 */
final class EngineReader {
    private static final Set<String> ALIVE = Set.of("running", "paused", "restarting");
    private static final Set<String> OWN_MACHINE = Set.of("127.0.0.0/8", "::1/128");
    private static final long NANOS_A_DAY = 24L * 60 * 60 * 1_000_000_000;

    private final EngineClient client;
    private final long started = System.nanoTime();
    private final List<String> notSeen = new ArrayList<>();

    private EngineReader(EngineClient client) {
        this.client = client;
    }

    /** @throws EngineException when it doesn't even describe itself */
    static EngineFacts read(EngineClient client) {
        return new EngineReader(client).read();
    }

    private EngineFacts read() {
        JsonNode info = client.infoTree();
        List<String> options = texts(info.path("SecurityOptions"));
        List<EngineContainer> all =
                ask("its list of containers", () -> client.containers(true)).orElse(List.of());
        List<ContainerFacts> running = running(all);
        List<String> ids = ask("its list of images", client::imageIds).orElse(List.of());
        List<ImageFacts> images = images(ids);
        Set<String> used = new HashSet<>();
        all.forEach(container -> used.add(container.imageId()));
        used.retainAll(new HashSet<>(ids));
        return new EngineFacts(
                "",
                client.podman(),
                client.place(),
                text(info, "ServerVersion"),
                mode(info, options),
                text(info, "DockerRootDir"),
                text(info, "Driver"),
                text(info, "LoggingDriver"),
                info.path("LiveRestoreEnabled").asBoolean(false),
                info.path("ExperimentalBuild").asBoolean(false),
                !info.path("Plugins").path("Authorization").isEmpty(),
                text(info, "CgroupVersion"),
                options,
                insecure(info.path("RegistryConfig")),
                swarm(info.path("Swarm")),
                all.size(),
                running,
                notSeen,
                images,
                used.size(),
                openNetworks());
    }

    private static Mode mode(JsonNode info, List<String> options) {
        if (info.path("Rootless").asBoolean(false) || has(options, "rootless")) {
            return Mode.ROOTLESS;
        }
        return has(options, "userns") ? Mode.USERNS_REMAP : Mode.ROOTFUL;
    }

    private static boolean has(List<String> options, String name) {
        return options.stream().anyMatch(o -> o.equals("name=" + name) || o.startsWith("name=" + name + ","));
    }

    private static List<String> insecure(JsonNode registries) {
        List<String> insecure = new ArrayList<>(texts(registries.path("InsecureRegistryCIDRs")));
        insecure.removeAll(OWN_MACHINE);
        JsonNode indexes = registries.path("IndexConfigs");
        if (indexes.isObject()) {
            for (Map.Entry<String, JsonNode> index : indexes.properties()) {
                if (!index.getValue().path("Secure").asBoolean(true)) {
                    insecure.add(index.getKey());
                }
            }
        }
        return insecure;
    }

    private Swarm swarm(JsonNode swarm) {
        boolean active = text(swarm, "LocalNodeState").equals("active");
        if (!active) {
            return Swarm.NONE;
        }
        JsonNode spec = swarm.path("Cluster").path("Spec");
        boolean manager = swarm.path("ControlAvailable").asBoolean(false);
        Optional<Integer> secrets = manager ? ask("its swarm's secrets", client::swarmSecrets) : Optional.empty();
        return new Swarm(
                true,
                manager,
                swarm.path("Managers").asInt(0),
                spec.path("EncryptionConfig").path("AutoLockManagers").asBoolean(false),
                secrets.map(OptionalInt::of).orElse(OptionalInt.empty()),
                spec.path("CAConfig").path("NodeCertExpiry").asLong(0) / NANOS_A_DAY);
    }

    private List<ContainerFacts> running(List<EngineContainer> all) {
        List<ContainerFacts> running = new ArrayList<>();
        int asked = 0;
        for (EngineContainer container : all) {
            if (!ALIVE.contains(container.state())) {
                continue;
            }
            if (asked++ == Limits.ENGINE_OBJECTS || late()) {
                notSeen.add("containers after the first " + running.size()
                        + " were not asked about: the engine is slow or runs very many");
                break;
            }
            String about = "container " + container.name();
            Optional<JsonNode> tree =
                    ask(about, () -> client.containerTree(container.id())).orElse(Optional.empty());
            if (tree.isEmpty()) {
                notSeen.add(about + " ended while it was looked at");
                continue;
            }
            ContainerFacts facts = JoinedNetworks.follow(
                    ContainerJson.read(tree.get()), id -> ask(about, () -> client.containerTree(id))
                            .flatMap(found -> found)
                            .map(ContainerJson::read));
            running.add(processes(facts).map(facts::withProcesses).orElse(facts));
        }
        return running;
    }

    /** Not told is told by the one check that needs it. */
    private Optional<List<String>> processes(ContainerFacts container) {
        try {
            return late()
                    ? Optional.empty()
                    : client.processes(container.id())
                            .map(found ->
                                    found.stream().map(EngineProcess::command).toList());
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private List<ImageFacts> images(List<String> ids) {
        List<ImageFacts> images = new ArrayList<>();
        int asked = 0;
        for (String id : ids) {
            if (asked++ == Limits.ENGINE_OBJECTS || late()) {
                notSeen.add("images after the first " + images.size()
                        + " were not asked about: the engine is slow or holds very many");
                break;
            }
            Optional<EngineImage> image =
                    ask("image " + id, () -> client.image(id, "")).orElse(Optional.empty());
            image.ifPresent(found -> images.add(facts(id, found)));
        }
        return images;
    }

    private ImageFacts facts(String id, EngineImage image) {
        List<String> steps = ask("the history of image " + id, () -> client.history(id, "")).orElse(List.of()).stream()
                .map(EngineImage.Step::createdBy)
                .toList();
        List<String> test = texts(image.config().path("Healthcheck").path("Test"));
        boolean checked = !test.isEmpty() && !test.getFirst().equals("NONE");
        return new ImageFacts(
                image.repoTags().isEmpty() ? shortened(id) : image.repoTags().getFirst(), checked, steps);
    }

    private static String shortened(String id) {
        String bare = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return bare.length() > 12 ? bare.substring(0, 12) : bare;
    }

    private List<String> openNetworks() {
        List<String> open = new ArrayList<>();
        for (JsonNode network : ask("its networks", client::networks).orElse(List.of())) {
            boolean encrypted = network.path("Options").has("encrypted");
            if (text(network, "Driver").equals("overlay") && !encrypted) {
                open.add(text(network, "Name"));
            }
        }
        return open;
    }

    /** An answer, or a sentence in what was not seen. */
    private <T> Optional<T> ask(String what, Supplier<T> question) {
        if (late()) {
            notSeen.add(what + " was not asked for: the engine is slow");
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (EngineException e) {
            notSeen.add(what + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean late() {
        return System.nanoTime() - started > Limits.ENGINE_TIME.toNanos();
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : array) {
            if (item.isString()) {
                texts.add(item.stringValue());
            }
        }
        return texts;
    }
}
