package dev.hullmark.posture.container;

import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.privilege.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the privilege advisor asks of a running container: its image as it was started, and what it does. Pure. */
public final class ContainerPrivilege {
    private static final int FIRST_FREE_PORT = 1024;

    /** With these the kernel is changed, not used. */
    private static final Set<String> KERNEL = Set.of(
            "ALL",
            "BPF",
            "NET_ADMIN",
            "PERFMON",
            "SYS_ADMIN",
            "SYS_BOOT",
            "SYS_MODULE",
            "SYS_RAWIO",
            "SYS_TIME",
            "SYSLOG");

    private static final Set<String> KERNEL_PATHS =
            Set.of("/boot", "/dev", "/lib/modules", "/proc", "/sys", "/usr/src");

    private ContainerPrivilege() {}

    /** The image's inventory with the configuration that the container was started with. */
    public static Inventory inventory(Inventory image, ContainerFacts container) {
        Optional<ImageConfig> started = image.config()
                .map(c -> new ImageConfig(
                        c.os(),
                        c.architecture(),
                        c.created(),
                        container.config().user(),
                        c.env(),
                        container.config().entrypoint(),
                        container.config().command(),
                        c.workingDir(),
                        container.config().exposedPorts(),
                        c.volumes(),
                        c.labels(),
                        c.healthcheck(),
                        c.history()));
        return new Inventory(
                image.subject(),
                image.distribution(),
                started,
                image.layers(),
                image.packages(),
                image.coverage(),
                image.catalogers(),
                image.facts());
    }

    /** Reasons for root that only a container shows. */
    public static List<Reason> reasons(ContainerFacts container, LiveFacts live) {
        List<Reason> reasons = new ArrayList<>();
        users(live, reasons);
        lowPorts(container, live, reasons);
        kernel(container, reasons);
        return reasons;
    }

    private static void users(LiveFacts live, List<Reason> reasons) {
        TreeMap<Long, Set<String>> programs = new TreeMap<>();
        for (ContainerProcess p : live.processes().orElse(List.of())) {
            if (p.inside() >= 0) {
                programs.computeIfAbsent(p.inside(), uid -> new TreeSet<>()).add(p.program());
            }
        }
        if (programs.size() > 1) {
            List<String> told = new ArrayList<>();
            programs.forEach((uid, names) -> told.add(String.join(", ", names) + " as uid " + uid));
            reasons.add(new Reason(
                    Reason.Kind.SEVERAL_USERS,
                    "its processes run as several users: " + String.join("; ", told),
                    "Start it as the workers' user; hullmark advise --prove tells whether it works so",
                    true,
                    List.of()));
        }
    }

    private static void lowPorts(ContainerFacts container, LiveFacts live, List<Reason> reasons) {
        TreeSet<String> low = new TreeSet<>();
        for (Listener l : live.listeners().orElse(List.of())) {
            if (l.port() < FIRST_FREE_PORT) {
                low.add(l.text());
            }
        }
        boolean host = container.network().host();
        if (!host) {
            low.removeAll(container.config().exposedPorts()); // told of the image already
        }
        if (!low.isEmpty()) {
            reasons.add(new Reason(
                    Reason.Kind.LOW_PORT,
                    "it listens on " + String.join(", ", low)
                            + (host ? " of the host's network, where the host's sysctl decides who may" : ""),
                    host
                            ? "Give it a network of its own, or let it listen on a port from 1024 on"
                            : "Docker guards no port in a container's own network: another user is enough; with Podman"
                                    + " also --sysctl net.ipv4.ip_unprivileged_port_start=0",
                    true,
                    List.of()));
        }
    }

    private static void kernel(ContainerFacts container, List<Reason> reasons) {
        List<String> told = new ArrayList<>();
        if (container.host().privileged()) {
            told.add("it is privileged");
        }
        for (String capability : container.host().capAdd()) {
            String name = capability.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (KERNEL.contains(name)) {
                told.add("it was given " + name);
            }
        }
        container.host().devices().forEach(device -> told.add("it has the device " + device));
        for (ContainerFacts.Mount mount : container.mounts()) {
            if (mount.type().equals("bind")
                    && KERNEL_PATHS.stream()
                            .anyMatch(p ->
                                    mount.source().equals(p) || mount.source().startsWith(p + "/"))) {
                told.add("it has the host's " + mount.source());
            }
            if (mount.source().endsWith("docker.sock") || mount.source().endsWith("podman.sock")) {
                told.add("it holds the engine's socket, which is root on this host whoever it runs as");
            }
        }
        for (String says : told) {
            reasons.add(new Reason(
                    Reason.Kind.KERNEL,
                    says,
                    "Take it away, and see what is missing: give that one thing, to a container for it alone",
                    true,
                    List.of()));
        }
    }

    private static String outside(ContainerProcess p) {
        return p.remapped() && p.uid() >= 0 ? " of a user namespace, uid " + p.uid() + " on the host" : "";
    }

    /** Who it runs as in fact, one clause each; what can't be seen is said. */
    public static List<String> inFact(LiveFacts live) {
        List<String> told = new ArrayList<>();
        if (live.processes().isEmpty()) {
            told.add("who its processes run as can't be seen");
        }
        TreeMap<String, Integer> counted = new TreeMap<>();
        for (ContainerProcess p : live.processes().orElse(List.of())) {
            counted.merge(p.program() + " as " + p.user() + outside(p), 1, Integer::sum);
        }
        counted.forEach((who, count) -> told.add("in fact: " + who + (count > 1 ? " (" + count + " processes)" : "")));
        live.gaps().forEach(gap -> told.add("not seen: " + gap));
        return told;
    }
}
