package dev.hullmark.posture.container;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What the benchmark does not ask of a running container, most of it about what it really does. */
public final class LiveRules {
    private LiveRules() {}

    private static final String DOCKER_SECURITY = "https://docs.docker.com/engine/security/";
    private static final List<String> HOST_TREES = List.of(
            "/boot", "/dev", "/etc", "/home", "/lib", "/proc", "/root", "/run", "/sys", "/usr", "/var/lib", "/var/run");

    /** A container, what is seen of it, and the others with its SELinux category and on the default bridge with it. */
    record Looked(ContainerFacts container, LiveFacts live, List<String> sameCategory, List<String> sameBridge) {}

    private static final Map<Rule, BiFunction<Looked, Surroundings, Judgement>> CHECKS = checks();

    public static List<Rule> rules() {
        return List.copyOf(CHECKS.keySet());
    }

    static Judgement judge(Rule rule, Looked seen, Surroundings around) {
        BiFunction<Looked, Surroundings, Judgement> check = CHECKS.get(rule);
        if (check == null) {
            throw new IllegalArgumentException("no check of live containers: " + rule.id());
        }
        return check.apply(seen, around);
    }

    private static Map<Rule, BiFunction<Looked, Surroundings, Judgement>> checks() {
        Map<Rule, BiFunction<Looked, Surroundings, Judgement>> all = new LinkedHashMap<>();
        all.put(
                rule(
                        "root-process",
                        Kind.PRIVILEGE,
                        Severity.MEDIUM,
                        "A process in a container is root on this host",
                        "Start the container with --user UID, or the engine with userns-remap; hullmark advise tells how."),
                (s, around) -> processes(s, p -> p.hostRoot() || (p.root() && !p.remapped())));
        all.put(
                rule(
                        "remapped-root-process",
                        Kind.PRIVILEGE,
                        Severity.LOW,
                        "A process is root in a user namespace of its own, and nobody on this host",
                        "Nothing is urgent; a numeric user would keep it from the container's own files too."),
                (s, around) -> remappedRoot(s));
        all.put(
                rule(
                        "host-path-mounted",
                        Kind.HARDENING,
                        Severity.LOW,
                        "A container sees a part of the host's own file system",
                        "Mount a volume, or only the file it needs, read-only."),
                (s, around) -> hostPaths(s.container()));
        all.put(
                rule(
                        "unmasked-paths",
                        Kind.PRIVILEGE,
                        Severity.HIGH,
                        "A container sees the parts of /proc and /sys that engines hide",
                        "Start it without --security-opt systempaths=unconfined."),
                (s, around) -> unmasked(s.container()));
        all.put(
                rule(
                        "shared-selinux-category",
                        Kind.PRIVILEGE,
                        Severity.MEDIUM,
                        "Containers share an SELinux category: it does not keep them apart",
                        "Start them without --security-opt label=level:…, so that each gets its own."),
                LiveRules::category);
        all.put(
                rule(
                        "shared-bridge",
                        Kind.HARDENING,
                        Severity.LOW,
                        "Containers share the default bridge, where each reaches all that the others listen on",
                        "Give each application a network of its own (docker network create), or start the engine with"
                                + " --icc=false."),
                (s, around) -> bridge(s, around));
        all.put(
                rule(
                        "reachable-from-outside",
                        Kind.HARDENING,
                        Severity.MEDIUM,
                        "What a container listens on is reached from other machines",
                        "Publish it on 127.0.0.1 or one address, or not at all, unless it is meant to be."),
                LiveRules::reachable);
        all.put(
                rule(
                        "published-in-vain",
                        Kind.HARDENING,
                        Severity.LOW,
                        "A port is published and nothing listens behind it",
                        "Take --publish away, or see why the service is down."),
                (s, around) -> inVain(s));
        all.put(
                rule(
                        "patched-in-place",
                        Kind.HARDENING,
                        Severity.MEDIUM,
                        "Packages were changed in a running container: its image does not have them",
                        "Build the image again and replace the container."),
                (s, around) -> patched(s.live()));
        all.put(
                rule(
                        "outdated-container",
                        Kind.HARDENING,
                        Severity.MEDIUM,
                        "A container runs an older image than its tag names by now",
                        "Create it anew from the tag."),
                (s, around) -> outdated(s));
        return all;
    }

    private static Rule rule(String id, Kind kind, Severity severity, String title, String remediation) {
        return new Rule(id, kind, severity, title, remediation, List.of(DOCKER_SECURITY));
    }

    private static Judgement processes(Looked s, Predicate<ContainerProcess> which) {
        if (s.live().processes().isEmpty()) {
            return Judgement.unknown("its processes can't be seen");
        }
        Map<String, List<String>> pids = new TreeMap<>();
        for (ContainerProcess p : s.live().processes().get()) {
            if (which.test(p)) {
                pids.computeIfAbsent(p.program(), program -> new ArrayList<>())
                        .add(p.pid() + (p.remapped() ? ", uid " + p.uid() + " outside" : ""));
            }
        }
        List<String> items = new ArrayList<>();
        pids.forEach((program, numbers) -> items.add(program + " (pid " + listed(numbers) + ")"));
        return items.isEmpty() ? Judgement.PASS : Judgement.fail("", items);
    }

    private static Judgement remappedRoot(Looked s) {
        Judgement seen = processes(s, p -> p.root() && p.remapped() && !p.hostRoot());
        boolean hidden = s.live().processes().orElse(List.of()).stream().anyMatch(p -> p.remapped() && p.inside() < 0);
        return seen.standing() == Judgement.Standing.PASS && hidden
                ? Judgement.unknown("who its processes are in their user namespace can't be seen")
                : seen;
    }

    /** Enough to go and look; a fork bomb's are many. */
    static String listed(List<String> all) {
        int shown = Math.min(5, all.size());
        return String.join(", ", all.subList(0, shown))
                + (all.size() > shown ? " and " + (all.size() - shown) + " more" : "");
    }

    private static Judgement hostPaths(ContainerFacts c) {
        List<String> items = new ArrayList<>();
        for (ContainerFacts.Mount mount : c.mounts()) {
            String source = mount.source();
            boolean hosts = HOST_TREES.stream().anyMatch(tree -> source.equals(tree) || source.startsWith(tree + "/"));
            if (mount.type().equals("bind") && (source.equals("/") || hosts)) {
                items.add(source + " (on " + mount.destination() + (mount.writable() ? ", writable" : ", read-only")
                        + ")");
            }
        }
        return items.isEmpty() ? Judgement.PASS : Judgement.fail("", items);
    }

    private static Judgement unmasked(ContainerFacts c) {
        if (c.host().privileged()) {
            return Judgement.notApplicable("a privileged container sees all, which is told as such");
        }
        Optional<List<String>> masked = c.host().maskedPaths();
        return masked.isEmpty()
                ? Judgement.unknown("the engine does not say what it hides")
                : Judgement.failIf(masked.get().isEmpty(), "");
    }

    private static Judgement category(Looked s, Surroundings around) {
        if (!around.seLinux()) {
            return Judgement.notApplicable("the kernel runs without SELinux");
        }
        return Judgement.failIf(!s.sameCategory().isEmpty(), "with " + listed(s.sameCategory()));
    }

    private static Judgement bridge(Looked s, Surroundings around) {
        if (!ContainerRules.onDefaultBridge(s.container())) {
            return Judgement.notApplicable("it is not on the default bridge");
        }
        return Judgement.failIf(around.openBridge() && !s.sameBridge().isEmpty(), "with " + listed(s.sameBridge()));
    }

    /** {@code c1,c2} of {@code system_u:system_r:container_t:s0:c1,c2}, or "". */
    static String categories(ContainerFacts c) {
        String[] parts = c.mac().processLabel().split(":");
        return parts.length > 4 ? parts[4] : "";
    }

    private static Judgement reachable(Looked s, Surroundings around) {
        if (s.live().listeners().isEmpty()) {
            return Judgement.unknown("what it listens on can't be seen");
        }
        ContainerFacts c = s.container();
        List<String> items = new ArrayList<>();
        for (Listener l : s.live().listeners().get()) {
            String from = l.loopback() ? "" : from(l, c, around);
            if (!from.isEmpty()) {
                items.add(l.text() + " (" + from + (l.program().isEmpty() ? "" : ", " + l.program()) + ")");
            }
        }
        if (!items.isEmpty()) {
            return Judgement.fail("", items.stream().distinct().toList());
        }
        boolean published = c.network().ports().stream().anyMatch(p -> unheard(p) && !local(p.hostAddress()));
        if (published) {
            return Judgement.unknown("what listens on SCTP can't be seen");
        }
        boolean own = c.network().networks().stream().anyMatch(name -> !name.equals("bridge") && !name.equals("none"));
        return own && !c.network().host() && around.direct().isEmpty()
                ? Judgement.unknown("of which kind its networks are can't be seen")
                : Judgement.PASS;
    }

    /** Where other machines find what listens, or "" when they don't. */
    private static String from(Listener l, ContainerFacts c, Surroundings around) {
        if (c.network().host()) {
            return "on " + (l.everywhere() ? "every address" : l.address()) + " of the host";
        }
        TreeSet<String> at = new TreeSet<>();
        for (ContainerFacts.Port port : c.network().ports()) {
            if (port.inside().equals(l.text()) && !local(port.hostAddress())) {
                at.add((port.everywhere() ? "every address" : port.hostAddress()) + ", port " + port.hostPort());
            }
        }
        c.network().networks().stream()
                .filter(around.direct().orElse(Set.of())::contains)
                .forEach(name -> at.add("its own address in the network " + name));
        return at.isEmpty() ? "" : "at " + String.join(" and ", at);
    }

    /** The kernel lists no socket of SCTP where those of TCP and UDP are. */
    private static boolean unheard(ContainerFacts.Port port) {
        return port.inside().endsWith("/sctp");
    }

    private static boolean local(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    private static Judgement inVain(Looked s) {
        if (s.container().network().ports().isEmpty()) {
            return Judgement.notApplicable("it publishes no port");
        }
        if (s.live().listeners().isEmpty()) {
            return Judgement.unknown("what it listens on can't be seen");
        }
        List<String> items = new ArrayList<>();
        for (ContainerFacts.Port port : s.container().network().ports()) {
            boolean heard = unheard(port)
                    || s.live().listeners().get().stream()
                            .anyMatch(l -> !l.loopback() && l.text().equals(port.inside()));
            if (!heard) {
                items.add(port.inside());
            }
        }
        return items.isEmpty()
                ? Judgement.PASS
                : Judgement.fail("", items.stream().distinct().toList());
    }

    private static Judgement patched(LiveFacts live) {
        if (live.packageDatabase().isEmpty()) {
            return Judgement.unknown("the engine could not say what changed in it");
        }
        List<String> changed = live.packageDatabase().get();
        return Judgement.failIf(!changed.isEmpty(), String.join(", ", changed));
    }

    private static Judgement outdated(Looked s) {
        String image = s.container().image();
        if (image.contains("@sha256:") || image.startsWith("sha256:")) {
            return Judgement.notApplicable("it was started by digest, not by a tag");
        }
        if (s.live().newerImage().isEmpty()) {
            return Judgement.unknown("the engine could not say what its tag names now");
        }
        String now = s.live().newerImage().get();
        return now.isEmpty()
                ? Judgement.notApplicable("the engine has no image of that name any more")
                : Judgement.failIf(!now.equals(s.container().imageId()), image);
    }
}
