package dev.hullmark.posture.privilege;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Program;
import dev.hullmark.model.SpecialFile;
import dev.hullmark.posture.Capabilities;
import dev.hullmark.posture.KnownPrograms;
import dev.hullmark.posture.image.EffectiveUser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for what may need root: the three reasons that are real, each with its evidence. */
final class Reasons {
    private static final Set<String> DROPPERS =
            Set.of("gosu", "su-exec", "setpriv", "chpst", "setuidgid", "s6-setuidgid", "runuser", "su", "sudo");

    private static final long NET_BIND_SERVICE = 1L << 10;

    /** net_admin, sys_module, sys_rawio, sys_admin, sys_boot, sys_time, syslog, perfmon, bpf. */
    private static final long KERNEL =
            1L << 12 | 1L << 16 | 1L << 17 | 1L << 21 | 1L << 22 | 1L << 25 | 1L << 34 | 1L << 38 | 1L << 39;

    private final Inventory inventory;
    private final EntryPoint entry;
    private final boolean root;
    private final List<Reason> found = new ArrayList<>();

    private Reasons(Inventory inventory, EntryPoint entry, EffectiveUser user) {
        this.inventory = inventory;
        this.entry = entry;
        this.root = user.status() == EffectiveUser.Status.ROOT;
    }

    static List<Reason> of(Inventory inventory, EntryPoint entry, EffectiveUser user, List<String> lowPorts) {
        Reasons reasons = new Reasons(inventory, entry, user);
        if (reasons.root) {
            reasons.drops();
            reasons.masters();
        }
        reasons.setuid();
        if (!lowPorts.isEmpty()) {
            reasons.lowPorts(lowPorts);
        }
        reasons.kernel();
        return reasons.found;
    }

    /** Whether what the image starts may bind a low port by its own capability. */
    static boolean bindsByCapability(Inventory inventory, EntryPoint entry) {
        return inventory.facts().specialFiles().stream()
                .anyMatch(f -> (f.capabilities() & NET_BIND_SERVICE) != 0 && entry.starts(f.evidence()));
    }

    private void drops() {
        for (Program program : inventory.facts().programs()) {
            boolean ifRoot = program.kind() == Program.Kind.DROPS_IF_ROOT;
            if ((program.kind() == Program.Kind.DROPS || ifRoot) && entry.starts(program.evidence())) {
                String call = program.name() + " " + program.user();
                several(
                        "the entry point starts as root and becomes '" + program.user() + "' by " + call,
                        ifRoot
                                ? "Start it as that user: the script asks who it is, and then needs no "
                                        + program.name()
                                : "Start it as that user, and take " + program.name() + " out of the script: it fails"
                                        + " for anybody but root",
                        !ifRoot,
                        List.of(program.evidence()));
            }
        }
        for (String name : entry.names()) {
            if (DROPPERS.contains(name)) {
                several(
                        "the entry point starts as root and drops it by " + name,
                        "Start it as that user (USER), and take " + name + " out of the entry point",
                        true,
                        List.of());
            }
        }
    }

    private void masters() {
        Map<String, List<Program>> workers = new LinkedHashMap<>();
        for (String name : entry.names()) {
            String master = Servers.master(name);
            if (!master.isEmpty()) {
                workers.computeIfAbsent(master, m -> inventory.facts().programs().stream()
                        .filter(p ->
                                p.kind() == Program.Kind.WORKERS && p.name().equals(m))
                        .toList());
            } else if (Servers.FOR_MANY_USERS.contains(name)) {
                several(name + " works as several users", "Leave it out: one container, one service", true, List.of());
            }
        }
        workers.forEach((master, told) -> several(
                master + "'s master runs as root and its workers as "
                        + (told.isEmpty()
                                ? "another user"
                                : "'" + told.getFirst().user() + "'"),
                "Start it as the workers' user, with its pid file and caches where that may write; it then ignores its"
                        + " own user setting",
                true,
                told.stream().map(Program::evidence).toList()));
    }

    private void setuid() {
        for (SpecialFile file : inventory.facts().specialFiles()) {
            String path = file.evidence().path();
            if (file.setuid() && file.uid() == 0 && !KnownPrograms.has(path)) {
                several(
                        path + " is setuid: it runs as root, whoever starts it",
                        "Take the bit away (chmod u-s), or start containers with no-new-privileges, which makes it"
                                + " powerless",
                        true,
                        List.of(file.evidence()));
            }
        }
    }

    private void lowPorts(List<String> ports) {
        found.add(lowPorts("it exposes ", ports, bindsByCapability(inventory, entry)));
    }

    /** Ports below 1024 as a reason, however they are known. */
    static Reason lowPorts(String known, List<String> ports, boolean byFile) {
        return new Reason(
                Reason.Kind.LOW_PORT,
                known
                        + String.join(", ", ports)
                        + (byFile ? ", which the program may bind by its file capability" : ", below 1024"),
                "Docker guards no port: another user is enough. Elsewhere listen on a port from 1024 on and map"
                        + " it (-p 80:8080; in a Service port: 80, targetPort: 8080), or give the container or pod the"
                        + " sysctl net.ipv4.ip_unprivileged_port_start=0",
                !byFile,
                List.of());
    }

    private void kernel() {
        for (String name : entry.names()) {
            String capability = Servers.KERNEL.getOrDefault(name, "");
            if (!capability.isEmpty()) {
                found.add(new Reason(
                        Reason.Kind.KERNEL,
                        name + " changes the kernel and takes CAP_" + capability,
                        "Let the host do it, or a container for this alone with that one capability",
                        true,
                        List.of()));
            }
        }
        for (SpecialFile file : inventory.facts().specialFiles()) {
            long kernel = file.capabilities() & KERNEL;
            if (kernel != 0) {
                found.add(new Reason(
                        Reason.Kind.KERNEL,
                        file.evidence().path() + " has " + String.join(", ", Capabilities.names(kernel)),
                        "Let the host do it, or a container for this alone with that one capability",
                        entry.starts(file.evidence()),
                        List.of(file.evidence())));
            }
        }
    }

    private void several(String says, String fix, boolean blocks, List<Evidence> evidence) {
        found.add(new Reason(Reason.Kind.SEVERAL_USERS, says, fix, blocks, evidence));
    }
}
