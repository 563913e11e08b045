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
 * @param units where the units of systemd lie, by name; a unit that is nowhere or masked is not in it
 * @param sockets where the engine listens on this machine
 * @param containerdSocket where containerd's socket lies, or would if it could be seen
 * @param certificates what lies below /etc/docker/certs.d
 * @param partitions where file systems of their own are mounted; empty when that can't be read
 * @param group who may control the engine; empty when there is no such group
 * @param groups numbers by name, of /etc/group
 * @param here whether the engine is seen to run on this machine
 * @param contentTrust whether Docker's client demands signatures
 * @param swarmPorts those of swarm's that are open on every interface; empty when that can't be read
 */
record HostFacts(
        String name,
        Map<String, FileFact> files,
        Map<String, String> gaps,
        Map<String, String> units,
        List<String> sockets,
        String containerdSocket,
        List<String> certificates,
        AuditRules audit,
        Set<String> partitions,
        Optional<EngineGroup> group,
        Map<String, Integer> groups,
        Daemon daemon,
        EngineFacts engine,
        boolean here,
        boolean appArmor,
        boolean seLinux,
        boolean contentTrust,
        Optional<Set<Integer>> swarmPorts,
        RootlessFacts rootless) {

    HostFacts {
        files = Map.copyOf(files);
        gaps = Map.copyOf(gaps);
        units = Map.copyOf(units);
        sockets = List.copyOf(sockets);
        certificates = List.copyOf(certificates);
        partitions = Set.copyOf(partitions);
        groups = Map.copyOf(groups);
    }
}
