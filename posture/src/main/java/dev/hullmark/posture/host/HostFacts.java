package dev.hullmark.posture.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of a host. The checks are pure functions over it.
 *
 * @param name the host's name, or ""
 * @param files what the checks ask for and is there, by path
 * @param gaps what could not be seen, by path, with why
 * @param units where the units of systemd lie, by name; a unit that is nowhere is not in it
 * @param containerdSocket where containerd's socket lies, or ""
 * @param certificates of registries, below /etc/docker/certs.d
 * @param mountPoints where file systems are mounted
 * @param dockerGroup who may control the engine; empty when there is no such group
 * @param contentTrust whether Docker's client demands signatures
 * @param swarmListens whether swarm's port is open on every interface
 */
record HostFacts(
        String name,
        Map<String, FileFact> files,
        Map<String, String> gaps,
        Map<String, String> units,
        String containerdSocket,
        List<String> certificates,
        AuditRules audit,
        Set<String> mountPoints,
        Optional<Group> dockerGroup,
        Daemon daemon,
        EngineFacts engine,
        boolean appArmor,
        boolean seLinux,
        boolean contentTrust,
        boolean swarmListens,
        RootlessFacts rootless) {

    record Group(int gid, List<String> members) {
        Group {
            members = List.copyOf(members);
        }
    }

    HostFacts {
        files = Map.copyOf(files);
        gaps = Map.copyOf(gaps);
        units = Map.copyOf(units);
        certificates = List.copyOf(certificates);
        mountPoints = Set.copyOf(mountPoints);
    }
}
