package dev.hullmark.posture.container;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineContainer;
import dev.hullmark.engine.EngineException;
import dev.hullmark.engine.EngineImage;
import dev.hullmark.engine.EngineProcess;
import dev.hullmark.engine.PathChange;
import dev.hullmark.posture.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Asks an engine, and the kernel below /proc, about running containers. What ends while it is looked at is left out; what
 * fails costs its own part; an engine that is slow is asked nothing more after a minute.
 */
public final class ContainerReader {
    private static final Set<String> PACKAGE_DATABASES =
            Set.of("/var/lib/dpkg/status", "/lib/apk/db/installed", "/usr/lib/apk/db/installed");
    private static final List<String> RPM_DATABASES = List.of("/var/lib/rpm/", "/usr/lib/sysimage/rpm/");

    private final EngineClient client;
    private final Path proc;
    private final long started = System.nanoTime();
    private final List<String> notSeen = new ArrayList<>();

    private ContainerReader(EngineClient client, Path proc) {
        this.client = client;
        this.proc = proc;
    }

    /** A running container and what is seen of it. */
    public record Seen(ContainerFacts container, LiveFacts live) {}

    /**
     * What a look came to.
     *
     * @param unknown names that were asked for and that no running container has
     * @param notSeen sentences about what could not be asked
     */
    public record Look(List<Seen> seen, Surroundings around, List<String> unknown, List<String> notSeen) {}

    /**
     * Looks at every running container, or at those named.
     *
     * @param proc {@code /proc} of this machine
     * @throws EngineException when the engine doesn't even list its containers
     */
    public static Look look(EngineClient client, Path proc, List<String> names) {
        return new ContainerReader(client, proc).look(names);
    }

    private Look look(List<String> names) {
        List<String> options = client.info().securityOptions();
        Surroundings around = new Surroundings(
                has(options, "apparmor"), has(options, "selinux"), has(options, "no-new-privileges"), openBridge());
        List<EngineContainer> running = client.containers(false);
        List<String> unknown = new ArrayList<>(names);
        List<Seen> seen = new ArrayList<>();
        int asked = 0;
        for (EngineContainer container : running) {
            Optional<String> wanted =
                    names.stream().filter(n -> named(container, n)).findFirst();
            if (!names.isEmpty() && wanted.isEmpty()) {
                continue;
            }
            wanted.ifPresent(unknown::remove);
            if (asked++ == Limits.ENGINE_OBJECTS || late()) {
                notSeen.add("containers after the first " + seen.size()
                        + " were not asked about: the engine is slow or runs very many");
                break;
            }
            one(container).ifPresent(seen::add);
        }
        return new Look(seen, around, unknown, notSeen);
    }

    /** Docker opens it unless it is told otherwise, and Podman always. */
    private boolean openBridge() {
        return ask("its networks", client::networks).orElse(List.of()).stream()
                .filter(network -> network.path("Name").asString("").equals("bridge"))
                .noneMatch(network -> network.path("Options")
                        .path("com.docker.network.bridge.enable_icc")
                        .asString("")
                        .equals("false"));
    }

    private static boolean has(List<String> options, String name) {
        return options.stream().anyMatch(o -> o.equals("name=" + name) || o.startsWith("name=" + name + ","));
    }

    private static boolean named(EngineContainer container, String name) {
        return container.name().equals(name)
                || (name.length() >= 12 && container.id().startsWith(name));
    }

    private Optional<Seen> one(EngineContainer listed) {
        String about = "container " + listed.name();
        Optional<JsonNode> tree =
                ask(about, () -> client.containerTree(listed.id())).flatMap(found -> found);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        ContainerFacts facts = ContainerJson.read(tree.get());
        if (!facts.state().running()) {
            return Optional.empty();
        }
        List<String> gaps = new ArrayList<>();
        Optional<List<EngineProcess>> told = gone(() -> client.processes(listed.id()));
        ContainerFacts container = told.map(list -> facts.withProcesses(
                        list.stream().map(EngineProcess::command).toList()))
                .orElse(facts);
        ProcReader reader = new ProcReader(proc, container.id());
        Optional<List<ContainerProcess>> processes = told.map(reader::processes);
        Optional<List<Listener>> listeners = Optional.empty();
        if (reader.owns(container.state().pid())) {
            listeners = reader.listeners(
                    container.state().pid(),
                    processes.orElse(List.of()),
                    container.host().networkMode().equals("host"));
        } else if (ask(about, () -> client.container(listed.id()))
                .flatMap(c -> c)
                .filter(c -> c.state().equals("running"))
                .isEmpty()) {
            return Optional.empty(); // it ended meanwhile
        } else {
            gaps.add("its processes are not to be seen below " + proc + ": look where its engine runs");
        }
        reader.gaps().forEach(gaps::add);
        LiveFacts live = new LiveFacts(processes, listeners, changed(listed.id()), image(container), gaps);
        return Optional.of(new Seen(container, live));
    }

    private Optional<List<String>> changed(String id) {
        return gone(() -> Optional.of(client.changes(id))).map(changes -> changes.stream()
                .filter(change -> change.kind() != PathChange.Kind.DELETED)
                .map(PathChange::path)
                .filter(path -> PACKAGE_DATABASES.contains(path)
                        || RPM_DATABASES.stream().anyMatch(path::startsWith))
                .limit(Limits.CONTAINER_ENTRIES)
                .toList());
    }

    private Optional<String> image(ContainerFacts container) {
        return container.image().isEmpty()
                ? Optional.empty()
                : gone(() -> client.image(container.image(), "")).map(EngineImage::id);
    }

    /** An answer about something that may be gone by now. */
    private <T> Optional<T> gone(Supplier<Optional<T>> question) {
        try {
            return late() ? Optional.empty() : question.get();
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> ask(String what, Supplier<T> question) {
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
}
