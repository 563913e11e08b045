package dev.hullmark.sensor.program;

import dev.hullmark.sensor.Limits;
import dev.hullmark.sensor.bpf.Bpf;
import dev.hullmark.sensor.bpf.BpfMap;
import dev.hullmark.sensor.bpf.MapType;
import dev.hullmark.sensor.linux.LinuxException;

/**
 * What the programs share with each other and with us.
 *
 * @param containers by the number of a cgroup (8 bytes): its {@link Policy}, a word. What is not there is not watched
 * @param defaults one entry: the word that a new container's cgroup gets, before anybody here has heard of it
 * @param allowed files that are never killed or refused for, by {cgroup 8, inode 8, device 8}; of cgroup 0 those that
 *     engines mount into containers
 * @param names names of files and folders that are always told of, by 24 bytes: bits of {@link Watch}
 * @param calls by the number of a system call: bits of {@link Watch}
 * @param prefixes first 8 bytes of paths, for calls with {@link Watch#PREFIXED}
 * @param seen what was told already and is told once: by {cgroup 8, inode 8, program's inode 8, kind and device 8}
 * @param own processes that run a container's programs, by number (4 bytes): they, or who forked them, executed something
 *     in its mount namespace. Others in its cgroup are the runtime on its way into it
 * @param flows packets that are no TCP, by {@link Packets}'s key: {packets 8, bytes 8, first 8, last 8}
 * @param programs what to do at the end of a system call, by its number
 * @param lost records there was no room for, by their kind
 * @param urgent executions, ends, cgroups and calls: little, and it must not be lost
 * @param ordinary everything else
 */
public record Maps(
        BpfMap containers,
        BpfMap defaults,
        BpfMap allowed,
        BpfMap names,
        BpfMap calls,
        BpfMap prefixes,
        BpfMap seen,
        BpfMap own,
        BpfMap flows,
        BpfMap programs,
        BpfMap lost,
        BpfMap urgent,
        BpfMap ordinary) {
    static final int NAME_BYTES = 24;
    static final int SEEN_BYTES = 32;
    static final int FLOW_BYTES = 32;
    /** System calls have numbers below this on all architectures. */
    static final int CALLS = 512;

    /** Has the kernel make them. */
    public static Maps create() throws LinuxException {
        return new Maps(
                Bpf.createMap(MapType.HASH, "hm_containers", 8, 8, Limits.CGROUPS),
                Bpf.createMap(MapType.ARRAY, "hm_defaults", 4, 8, 1),
                Bpf.createMap(MapType.HASH, "hm_allowed", 24, 8, Limits.ALLOWED_FILES),
                Bpf.createMap(MapType.HASH, "hm_names", NAME_BYTES, 8, 1 << 10),
                Bpf.createMap(MapType.ARRAY, "hm_calls", 4, 8, CALLS),
                Bpf.createMap(MapType.HASH, "hm_prefixes", 8, 8, 1 << 8),
                Bpf.createMap(MapType.LRU_HASH, "hm_seen", SEEN_BYTES, 8, Limits.TOLD_ONCE),
                Bpf.createMap(MapType.HASH, "hm_own", 4, 8, Limits.PROCESSES),
                Bpf.createMap(MapType.LRU_HASH, "hm_flows", FLOW_BYTES, 32, Limits.FLOWS),
                Bpf.createMap(MapType.PROGRAMS, "hm_programs", 4, 4, CALLS),
                Bpf.createMap(MapType.ARRAY, "hm_lost", 4, 8, Records.Kind.values().length),
                Bpf.createMap(MapType.RING, "hm_urgent", 0, 0, Limits.URGENT_RING),
                Bpf.createMap(MapType.RING, "hm_ordinary", 0, 0, Limits.ORDINARY_RING));
    }
}
