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
import java.util.LinkedHashSet;
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
    private static final Set<String> RPM_FOLDERS = Set.of("/var/lib/rpm/", "/usr/lib/sysimage/rpm/");
    /** Beside them rpm keeps locks and indexes, which reading alone changes. */
    private static final Set<String> RPM_DATABASES = Set.of("Packages", "Packages.db", "rpmdb.sqlite");

    /** Where containers get addresses of the host's own network. */
    private static final Set<String> DIRECT_DRIVERS = Set.of("macvlan", "ipvlan");

    private final EngineClient client;
    private final Path proc;
    private final long started = System.nanoTime();
    private final List<String> notSeen = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();
    private SecurityOptions options = new SecurityOptions(List.of());

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
     * @param left names of running containers that could not be looked at
     * @param notSeen sentences about what could not be asked
     */
    public record Look(
            List<Seen> seen, Surroundings around, List<String> unknown, Set<String> left, List<String> notSeen) {}

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
        options = new SecurityOptions(client.info().securityOptions());
        Optional<List<JsonNode>> networks = ask("its networks", client::networks);
        Surroundings around = new Surroundings(
                client.podman(),
                client.place(),
                options.has("apparmor"),
                options.has("selinux"),
                options.seccomp(),
                Optional.of(options.has("no-new-privileges")),
                openBridge(networks.orElse(List.of())),
                networks.map(ContainerReader::direct));
        Set<String> unknown = new LinkedHashSet<>(names);
        List<Seen> seen = new ArrayList<>();
        int asked = 0;
        boolean all = true;
        for (EngineContainer container : client.containers(false)) {
            List<String> called =
                    names.stream().filter(n -> named(container, n)).toList();
            if (!names.isEmpty() && called.isEmpty()) {
                continue;
            }
            called.forEach(unknown::remove);
            if (asked++ >= Limits.ENGINE_OBJECTS || late()) {
                all = false;
                left.add(container.name());
            } else {
                one(container).ifPresent(seen::add);
            }
        }
        if (!all) {
            notSeen.add("not all containers were asked about, " + seen.size()
                    + " were: the engine is slow or runs very many");
        }
        return new Look(seen, around, List.copyOf(unknown), left, notSeen);
    }

    private static Set<String> direct(List<JsonNode> networks) {
        Set<String> direct = new LinkedHashSet<>();
        for (JsonNode network : networks) {
            if (DIRECT_DRIVERS.contains(network.path("Driver").asString(""))
                    && !network.path("Internal").asBoolean(false)) {
                direct.add(network.path("Name").asString(""));
            }
        }
        return direct;
    }

    /** Docker opens it unless it is told otherwise, and Podman always. */
    private static boolean openBridge(List<JsonNode> networks) {
        return networks.stream()
                .filter(network -> network.path("Name").asString("").equals("bridge"))
                .noneMatch(network -> network.path("Options")
                        .path("com.docker.network.bridge.enable_icc")
                        .asString("")
                        .equals("false"));
    }

    private static boolean named(EngineContainer container, String name) {
        return container.name().equals(name)
                || (name.length() >= 12 && container.id().startsWith(name));
    }

    private Optional<Seen> one(EngineContainer listed) {
        Optional<JsonNode> tree = about(listed, () -> client.containerTree(listed.id()));
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        ContainerFacts facts = JoinedNetworks.follow(ContainerJson.read(tree.get()), this::inspected);
        if (!facts.state().running()) {
            return Optional.empty();
        }
        List<String> gaps = new ArrayList<>();
        Optional<List<EngineProcess>> told = gone(() -> client.processes(listed.id()));
        ContainerFacts container = told.map(list -> facts.withProcesses(
                        list.stream().map(EngineProcess::command).toList()))
                .orElse(facts)
                .withFirst(FirstProcess.look(proc, facts, told.orElse(List.of()), options, client.podman()));
        ProcReader reader = new ProcReader(proc, container.id());
        Optional<List<ContainerProcess>> processes =
                told.map(list -> reader.processes(list, Users.of(options, client.podman())));
        Optional<List<Listener>> listeners = Optional.empty();
        if (reader.owns(container.state().pid())) {
            listeners = reader.listeners(
                    container.state().pid(), processes, container.network().host());
        } else if (container.state().status().equals("restarting")) {
            gaps.add("it restarts again and again: what runs in it can't be seen");
        } else if (about(listed, () -> client.container(listed.id()))
                .filter(EngineContainer::alive)
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
                .filter(ContainerReader::isPackageDatabase)
                .limit(Limits.CONTAINER_ENTRIES)
                .toList());
    }

    static boolean isPackageDatabase(String path) {
        int name = path.lastIndexOf('/') + 1;
        return PACKAGE_DATABASES.contains(path)
                || (RPM_FOLDERS.contains(path.substring(0, name)) && RPM_DATABASES.contains(path.substring(name)));
    }

    private Optional<String> image(ContainerFacts container) {
        return container.image().isEmpty()
                ? Optional.of("")
                : gone(() -> Optional.of(
                        client.image(container.image(), "").map(EngineImage::id).orElse("")));
    }

    private Optional<ContainerFacts> inspected(String id) {
        return gone(() -> client.containerTree(id)).map(ContainerJson::read);
    }

    /** An answer about a container that runs; without one it is left out, which is told. */
    private <T> Optional<T> about(EngineContainer container, Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (EngineException e) {
            notSeen.add("container " + container.name() + ": " + e.getMessage());
            left.add(container.name());
            return Optional.empty();
        }
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
