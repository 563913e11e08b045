package dev.hullmark.posture.host;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineContainer;
import dev.hullmark.engine.EngineException;
import dev.hullmark.engine.EngineImage;
import dev.hullmark.engine.EngineProcess;
import dev.hullmark.posture.GoBoolean;
import dev.hullmark.posture.Limits;
import dev.hullmark.posture.container.ContainerFacts;
import dev.hullmark.posture.container.ContainerJson;
import dev.hullmark.posture.container.FirstProcess;
import dev.hullmark.posture.container.JoinedNetworks;
import dev.hullmark.posture.container.SecurityOptions;
import dev.hullmark.posture.host.EngineFacts.ImageFacts;
import dev.hullmark.posture.host.EngineFacts.Mode;
import dev.hullmark.posture.host.EngineFacts.Networks;
import dev.hullmark.posture.host.EngineFacts.NotSeen;
import dev.hullmark.posture.host.EngineFacts.Swarm;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Set<String> OWN_MACHINE = Set.of("127.0.0.0/8", "::1/128");

    private final EngineClient client;
    private final long started = System.nanoTime();
    private final Path proc;
    private final List<String> notSeen = new ArrayList<>();
    private final List<String> containersNotSeen = new ArrayList<>();
    private final List<String> imagesNotSeen = new ArrayList<>();
    private SecurityOptions options = new SecurityOptions(List.of());

    private EngineReader(EngineClient client, Path proc) {
        this.client = client;
        this.proc = proc;
    }

    /**
     * @param proc {@code /proc} of this machine
     * @throws EngineException when it doesn't even describe itself
     */
    static EngineFacts read(EngineClient client, Path proc) {
        return new EngineReader(client, proc).read();
    }

    private EngineFacts read() {
        JsonNode info = client.infoTree();
        options = new SecurityOptions(texts(info.path("SecurityOptions")));
        Optional<List<EngineContainer>> all =
                ask("its list of containers", () -> client.containers(true), containersNotSeen);
        List<ContainerFacts> running = running(all.orElse(List.of()));
        Optional<List<String>> ids = ask("its list of images", client::imageIds, imagesNotSeen);
        List<ImageFacts> images = images(ids.orElse(List.of()));
        Optional<Networks> networks =
                ask("its networks", client::networks, notSeen).map(EngineReader::networks);
        Swarm swarm = swarm(info.path("Swarm"));
        return new EngineFacts(
                "",
                client.podman(),
                client.place(),
                text(info, "ServerVersion"),
                mode(info),
                text(info, "DockerRootDir"),
                text(info, "Driver"),
                text(info, "LoggingDriver"),
                info.path("Debug").asBoolean(false),
                info.path("LiveRestoreEnabled").asBoolean(false),
                info.path("ExperimentalBuild").asBoolean(false),
                info.path("Plugins").isObject()
                        ? Optional.of(
                                !info.path("Plugins").path("Authorization").isEmpty())
                        : Optional.empty(),
                options,
                insecure(info.path("RegistryConfig")),
                swarm,
                all.map(List::size).map(OptionalInt::of).orElse(OptionalInt.empty()),
                running,
                new NotSeen(containersNotSeen, imagesNotSeen, notSeen),
                images,
                all.isPresent() && ids.isPresent() ? OptionalInt.of(used(all.get(), ids.get())) : OptionalInt.empty(),
                networks);
    }

    private Mode mode(JsonNode info) {
        if (info.path("Rootless").asBoolean(false) || options.has("rootless")) {
            return Mode.ROOTLESS;
        }
        return options.has("userns") ? Mode.USERNS_REMAP : Mode.ROOTFUL;
    }

    private static int used(List<EngineContainer> containers, List<String> images) {
        Set<String> used = new HashSet<>();
        containers.forEach(container -> used.add(container.imageId()));
        used.retainAll(new HashSet<>(images));
        return used.size();
    }

    private Optional<List<String>> insecure(JsonNode registries) {
        // Podman has its own file for them, and writes none here.
        if (client.podman() || !registries.isObject()) {
            return Optional.empty();
        }
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
        return Optional.of(insecure);
    }

    private Swarm swarm(JsonNode swarm) {
        Swarm local = Swarm.of(text(swarm, "LocalNodeState"));
        if (!local.active()) {
            return local;
        }
        JsonNode spec = swarm.path("Cluster").path("Spec");
        boolean manager = swarm.path("ControlAvailable").asBoolean(false);
        Optional<Integer> secrets =
                manager ? ask("its swarm's secrets", client::swarmSecrets, notSeen) : Optional.empty();
        return new Swarm(
                local.state(),
                manager,
                swarm.path("Managers").asInt(0),
                spec.path("EncryptionConfig").path("AutoLockManagers").asBoolean(false),
                secrets.map(OptionalInt::of).orElse(OptionalInt.empty()),
                Duration.ofNanos(spec.path("CAConfig").path("NodeCertExpiry").asLong(0)));
    }

    private List<ContainerFacts> running(List<EngineContainer> all) {
        List<ContainerFacts> running = new ArrayList<>();
        int asked = 0;
        for (EngineContainer container : all) {
            if (!container.alive()) {
                continue;
            }
            if (asked++ == Limits.ENGINE_OBJECTS || late()) {
                containersNotSeen.add("containers after the first " + running.size()
                        + " were not asked about: the engine is slow or runs very many");
                break;
            }
            String about = "container " + container.name();
            Optional<JsonNode> tree = ask(about, () -> client.containerTree(container.id()), containersNotSeen)
                    .orElse(Optional.empty());
            if (tree.isEmpty()) {
                containersNotSeen.add(about + " ended while it was looked at");
                continue;
            }
            ContainerFacts facts = JoinedNetworks.follow(
                    ContainerJson.read(tree.get()), id -> ask(about, () -> client.containerTree(id), containersNotSeen)
                            .flatMap(found -> found)
                            .map(ContainerJson::read));
            running.add(withProcesses(facts));
        }
        return running;
    }

    /** Not told is told by the one check that needs it. */
    private ContainerFacts withProcesses(ContainerFacts container) {
        Optional<List<EngineProcess>> told = processes(container.id());
        FirstProcess first = FirstProcess.look(proc, container, told.orElse(List.of()), options, client.podman());
        return told.map(found -> container.withProcesses(
                        found.stream().map(EngineProcess::command).toList()))
                .orElse(container)
                .withFirst(first);
    }

    private Optional<List<EngineProcess>> processes(String container) {
        try {
            return late() ? Optional.empty() : client.processes(container);
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private List<ImageFacts> images(List<String> ids) {
        List<ImageFacts> images = new ArrayList<>();
        int asked = 0;
        for (String id : ids) {
            if (asked++ == Limits.ENGINE_OBJECTS || late()) {
                imagesNotSeen.add("images after the first " + images.size()
                        + " were not asked about: the engine is slow or holds very many");
                break;
            }
            Optional<EngineImage> image = ask("image " + id, () -> client.image(id, ""), imagesNotSeen)
                    .orElse(Optional.empty());
            image.ifPresent(found -> images.add(facts(id, found)));
        }
        return images;
    }

    private ImageFacts facts(String id, EngineImage image) {
        List<String> steps =
                ask("the history of image " + id, () -> client.history(id, ""), imagesNotSeen)
                        .orElse(List.of())
                        .stream()
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

    private static Networks networks(List<JsonNode> all) {
        Optional<Boolean> icc = Optional.empty();
        List<String> open = new ArrayList<>();
        for (JsonNode network : all) {
            JsonNode options = network.path("Options");
            if (text(network, "Driver").equals("overlay") && !options.has("encrypted")) {
                open.add(text(network, "Name"));
            }
            if (text(network, "Name").equals("bridge")) {
                icc = GoBoolean.parse(text(options, "com.docker.network.bridge.enable_icc"));
            }
        }
        return new Networks(icc, open);
    }

    /** An answer, or a sentence in what was not seen. */
    private <T> Optional<T> ask(String what, Supplier<T> question, List<String> unseen) {
        if (late()) {
            unseen.add(what + " was not asked for: the engine is slow");
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (EngineException e) {
            unseen.add(what + ": " + e.getMessage());
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
