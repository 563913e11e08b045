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
import java.util.function.Predicate;

/**
 * What the benchmark asks of one running container: section 5, and 4.1. What only a person can judge (5.23, 5.24, 5.28) and
 * what is the engine's (5.1) is not here.
 */
public final class ContainerRules {
    private ContainerRules() {}

    /** Whoever writes there decides over the host (CIS 5.6). */
    private static final Set<String> SENSITIVE = Set.of("/", "/boot", "/dev", "/etc", "/lib", "/proc", "/sys", "/usr");

    /** Where Podman puts containers unless it is told otherwise. */
    private static final Set<String> PODMANS_PARENTS = Set.of("user.slice", "machine.slice", "/libpod_parent");

    /** The weight of whoever is given none. */
    private static final long USUAL_SHARES = 1024;

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
        all.put("4.1", (c, around) -> user(c));
        all.put("5.2", ContainerRules::appArmor);
        all.put("5.3", ContainerRules::seLinux);
        said(all, "5.4", (c, around) -> addedCapabilities(c));
        bad(all, "5.5", c -> c.host().privileged());
        said(all, "5.6", (c, around) -> sensitiveMounts(c));
        all.put("5.7", ContainerRules::sshd);
        said(all, "5.8", (c, around) -> ports(c, p -> p.hostPort() > 0 && p.hostPort() < PRIVILEGED_PORTS));
        said(all, "5.9", (c, around) -> ports(c, p -> true));
        bad(all, "5.10", c -> c.network().host());
        bad(all, "5.11", c -> c.host().memory() <= 0);
        bad(all, "5.12", c -> noCpuLimit(c.host()));
        bad(all, "5.13", c -> !c.host().readonlyRootfs());
        said(all, "5.14", (c, around) -> ports(c, Port::everywhere));
        all.put("5.15", ContainerRules::restarts);
        bad(all, "5.16", c -> isHost(c.host().pidMode()));
        bad(all, "5.17", c -> isHost(c.host().ipcMode()));
        all.put("5.18", (c, around) -> informIf(!devices(c).isEmpty(), String.join(", ", devices(c))));
        all.put("5.19", (c, around) -> informIf(c.host().ulimits().isEmpty(), "the default limits"));
        bad(all, "5.20", c -> c.mounts().stream().anyMatch(m -> m.propagation().contains("shared")));
        bad(all, "5.21", c -> isHost(c.host().utsMode()));
        all.put("5.22", ContainerRules::seccomp);
        said(all, "5.25", ContainerRules::cgroup);
        all.put("5.26", ContainerRules::newPrivileges);
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
            BiFunction<ContainerFacts, Surroundings, List<String>> found) {
        all.put(id, (c, around) -> {
            List<String> what = found.apply(c, around);
            return what.isEmpty() ? Judgement.PASS : Judgement.fail(String.join(", ", what));
        });
    }

    private static Judgement informIf(boolean so, String detail) {
        return so ? Judgement.info(detail) : Judgement.PASS;
    }

    private static boolean isHost(String mode) {
        return mode.equalsIgnoreCase("host");
    }

    /** A name that is not root's may have its number all the same. */
    private static Judgement user(ContainerFacts c) {
        if (c.configuredAsRoot()) {
            return Judgement.fail("");
        }
        boolean root = c.first().uid().orElse(-1) == 0;
        return Judgement.failIf(root, "the user " + c.config().user() + " is root");
    }

    private static Judgement seccomp(ContainerFacts c, Surroundings around) {
        if (c.hasSecurityOption("seccomp=unconfined") || c.host().privileged()) {
            return Judgement.fail("");
        }
        return Judgement.failIf(!around.seccomp() && !c.ownSeccompProfile(), "the engine has no profile for it");
    }

    private static List<String> cgroup(ContainerFacts c, Surroundings around) {
        String parent = c.host().cgroupParent();
        boolean usual = parent.isEmpty() || (around.podman() && PODMANS_PARENTS.contains(parent));
        return usual ? List.of() : List.of(parent);
    }

    /** What the kernel says counts: a container keeps what its engine was told when it was created. */
    private static Judgement newPrivileges(ContainerFacts c, Surroundings around) {
        return c.first()
                .noNewPrivileges()
                .or(c::noNewPrivileges)
                .or(around::noNewPrivileges)
                .map(taken -> Judgement.failIf(!taken, ""))
                .orElse(Judgement.unknown("what the engine was told can't be seen"));
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
        if (c.host().privileged()) {
            added.add("privileged: all of them");
        }
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
            if (mount.writable() && mount.type().equals("bind") && SENSITIVE.contains(Paths.bare(mount.source()))) {
                found.add(mount.source() + " on " + mount.destination());
            }
        }
        return found;
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
        boolean usual = host.cpuShares() == 0 || host.cpuShares() == USUAL_SHARES;
        return usual && host.nanoCpus() <= 0 && host.cpuQuota() <= 0;
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
        if (c.host().privileged()) {
            devices.add("privileged: all of them");
        }
        c.host().deviceRequests().forEach(driver -> devices.add(driver.isEmpty() ? "by driver" : driver));
        return devices;
    }

    static boolean onDefaultBridge(ContainerFacts c) {
        String mode = c.host().networkMode();
        return c.network().networks().contains("bridge") || mode.equals("default") || mode.equals("bridge");
    }

    private static List<String> engineSockets(ContainerFacts c, Surroundings around) {
        return c.mounts().stream()
                .filter(mount -> EngineSockets.isGivenBy(mount, around.place()))
                .map(Mount::source)
                .toList();
    }
}
