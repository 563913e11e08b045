package dev.hullmark.posture.container;

import dev.hullmark.posture.Capabilities;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Rule;
import dev.hullmark.posture.container.ContainerFacts.Host;
import dev.hullmark.posture.container.ContainerFacts.Mount;
import dev.hullmark.posture.container.ContainerFacts.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the benchmark asks of one running container: section 5, and 4.1. What only a person can judge (5.23, 5.24, 5.28) and
 * what is the engine's (5.1) is not here.
 */
public final class ContainerRules {
    private ContainerRules() {}

    /** Whoever writes there decides over the host (CIS 5.6). */
    private static final Set<String> SENSITIVE = Set.of("/", "/boot", "/dev", "/etc", "/lib", "/proc", "/sys", "/usr");

    /** Engines' sockets, by the end of their path. */
    private static final List<String> ENGINE_SOCKETS = List.of("docker.sock", "podman.sock", "containerd.sock");

    /** Whoever has these has the socket too; mounted read-only it answers all the same. */
    private static final Set<String> SOCKET_DIRECTORIES = Set.of("/", "/run", "/var/run");

    private static final int PRIVILEGED_PORTS = 1024;
    private static final int RESTARTS = 5;

    private static final Map<String, BiFunction<ContainerFacts, Surroundings, Judgement>> CHECKS = checks();

    /** The ids of the benchmark that can be asked of a container, in its order. */
    public static List<String> ids() {
        return List.copyOf(CHECKS.keySet());
    }

    public static List<Rule> rules() {
        return ids().stream().map(CisDocker::rule).toList();
    }

    /** @param id one of {@link #ids} */
    public static Judgement judge(String id, ContainerFacts container, Surroundings around) {
        BiFunction<ContainerFacts, Surroundings, Judgement> check = CHECKS.get(id);
        if (check == null) {
            throw new IllegalArgumentException("no check of containers: " + id);
        }
        return check.apply(container, around);
    }

    private static Map<String, BiFunction<ContainerFacts, Surroundings, Judgement>> checks() {
        Map<String, BiFunction<ContainerFacts, Surroundings, Judgement>> all = new LinkedHashMap<>();
        bad(all, "4.1", ContainerFacts::configuredAsRoot);
        all.put("5.2", ContainerRules::appArmor);
        all.put("5.3", ContainerRules::seLinux);
        said(all, "5.4", ContainerRules::addedCapabilities);
        bad(all, "5.5", c -> c.host().privileged());
        said(all, "5.6", ContainerRules::sensitiveMounts);
        all.put("5.7", ContainerRules::sshd);
        said(all, "5.8", c -> ports(c, p -> p.hostPort() > 0 && p.hostPort() < PRIVILEGED_PORTS));
        said(all, "5.9", c -> ports(c, p -> true));
        bad(all, "5.10", c -> c.network().host());
        bad(all, "5.11", c -> c.host().memory() <= 0);
        bad(all, "5.12", c -> noCpuLimit(c.host()));
        bad(all, "5.13", c -> !c.host().readonlyRootfs());
        said(all, "5.14", c -> ports(c, Port::everywhere));
        all.put("5.15", ContainerRules::restarts);
        bad(all, "5.16", c -> isHost(c.host().pidMode()));
        bad(all, "5.17", c -> isHost(c.host().ipcMode()));
        said(all, "5.18", ContainerRules::devices);
        all.put("5.19", (c, around) -> informIf(c.host().ulimits().isEmpty(), "the default limits"));
        bad(all, "5.20", c -> c.mounts().stream().anyMatch(m -> m.propagation().contains("shared")));
        bad(all, "5.21", c -> isHost(c.host().utsMode()));
        bad(
                all,
                "5.22",
                c -> c.hasSecurityOption("seccomp=unconfined") || c.host().privileged());
        said(
                all,
                "5.25",
                c -> c.host().cgroupParent().isEmpty()
                        ? List.of()
                        : List.of(c.host().cgroupParent()));
        all.put("5.26", (c, around) -> Judgement.failIf(!c.noNewPrivileges().orElse(around.noNewPrivileges()), ""));
        bad(all, "5.27", c -> c.state().health().isEmpty() || c.state().health().equals("none"));
        bad(all, "5.29", c -> c.host().pidsLimit().orElse(0) <= 0);
        all.put("5.30", (c, around) -> informIf(onDefaultBridge(c), "on the default bridge"));
        bad(all, "5.31", c -> isHost(c.host().usernsMode()));
        said(all, "5.32", ContainerRules::engineSockets);
        return all;
    }

    private static void bad(
            Map<String, BiFunction<ContainerFacts, Surroundings, Judgement>> all,
            String id,
            Predicate<ContainerFacts> bad) {
        all.put(id, (c, around) -> Judgement.failIf(bad.test(c), ""));
    }

    /** A check that names what it found. */
    private static void said(
            Map<String, BiFunction<ContainerFacts, Surroundings, Judgement>> all,
            String id,
            Function<ContainerFacts, List<String>> found) {
        all.put(id, (c, around) -> {
            List<String> what = found.apply(c);
            boolean manual = id.equals("5.18");
            String detail = String.join(", ", what);
            return what.isEmpty() ? Judgement.PASS : manual ? Judgement.info(detail) : Judgement.fail(detail);
        });
    }

    private static Judgement informIf(boolean so, String detail) {
        return so ? Judgement.info(detail) : Judgement.PASS;
    }

    private static boolean isHost(String mode) {
        return mode.equalsIgnoreCase("host");
    }

    private static Judgement appArmor(ContainerFacts c, Surroundings around) {
        if (!around.appArmor()) {
            return Judgement.notApplicable("the kernel runs without AppArmor");
        }
        String profile = c.mac().appArmorProfile();
        return Judgement.failIf(
                profile.isEmpty() || profile.equals("unconfined"), profile.isEmpty() ? "no profile" : profile);
    }

    private static Judgement seLinux(ContainerFacts c, Surroundings around) {
        if (!around.seLinux()) {
            return Judgement.notApplicable("the kernel runs without SELinux");
        }
        String label = c.mac().processLabel();
        boolean disabled = c.hasSecurityOption("label=disable") || label.contains(":spc_t:");
        return Judgement.failIf(
                label.isEmpty() || disabled, disabled ? "separation is switched off" : "no process label");
    }

    private static List<String> addedCapabilities(ContainerFacts c) {
        List<String> added = new ArrayList<>();
        for (String capability : c.host().capAdd()) {
            String upper = capability.toUpperCase(Locale.ROOT);
            String name = upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper;
            if (!Capabilities.OF_DOCKER.contains(name)) {
                added.add(name);
            }
        }
        return added;
    }

    private static List<String> sensitiveMounts(ContainerFacts c) {
        List<String> found = new ArrayList<>();
        for (Mount mount : c.mounts()) {
            if (mount.writable() && mount.type().equals("bind") && SENSITIVE.contains(bare(mount.source()))) {
                found.add(mount.source() + " on " + mount.destination());
            }
        }
        return found;
    }

    /** Without slashes at the end. */
    private static String bare(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static Judgement sshd(ContainerFacts c, Surroundings around) {
        if (c.processes().isEmpty()) {
            return Judgement.unknown("the engine could not list its processes");
        }
        for (String command : c.processes().get()) {
            String program = command.strip().split("[\\s:]", 2)[0];
            if (program.substring(program.lastIndexOf('/') + 1).equals("sshd")) {
                return Judgement.fail(program);
            }
        }
        return Judgement.PASS;
    }

    private static List<String> ports(ContainerFacts c, Predicate<Port> which) {
        return c.network().ports().stream()
                .filter(which)
                .map(ContainerRules::place)
                .distinct()
                .toList();
    }

    private static String place(Port port) {
        String address = port.hostAddress();
        String host = address.isEmpty() ? "*" : address.indexOf(':') < 0 ? address : "[" + address + "]";
        return host + ":" + port.hostPort();
    }

    private static boolean noCpuLimit(Host host) {
        return host.cpuShares() == 0 && host.nanoCpus() <= 0 && host.cpuQuota() <= 0;
    }

    private static Judgement restarts(ContainerFacts c, Surroundings around) {
        String policy = c.host().restartPolicy();
        long count = c.host().restartCount();
        return switch (policy) {
            case "", "no" -> Judgement.PASS;
            case "on-failure" -> Judgement.failIf(count < 1 || count > RESTARTS, "on-failure:" + count);
            default -> Judgement.fail(policy);
        };
    }

    private static List<String> devices(ContainerFacts c) {
        List<String> devices = new ArrayList<>(c.host().devices());
        c.host().deviceRequests().forEach(driver -> devices.add(driver.isEmpty() ? "by driver" : driver));
        return devices;
    }

    static boolean onDefaultBridge(ContainerFacts c) {
        String mode = c.host().networkMode();
        return c.network().networks().contains("bridge") || mode.equals("default") || mode.equals("bridge");
    }

    private static List<String> engineSockets(ContainerFacts c) {
        return c.mounts().stream()
                .filter(m -> SOCKET_DIRECTORIES.contains(bare(m.source()))
                        || isEngineSocket(m.source())
                        || isEngineSocket(m.destination()))
                .map(Mount::source)
                .toList();
    }

    private static boolean isEngineSocket(String path) {
        return ENGINE_SOCKETS.stream().anyMatch(socket -> bare(path).endsWith("/" + socket));
    }
}
