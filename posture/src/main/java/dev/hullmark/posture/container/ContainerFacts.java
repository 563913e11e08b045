package dev.hullmark.posture.container;

import dev.hullmark.posture.GoBoolean;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an engine tells of one container (GET /containers/NAME/json, API 1.41 to 1.50, Docker and Podman). What it does not
 * tell is empty. Nothing here comes from the storage driver, so both of Docker's image stores give the same.
 *
 * @param id 64 hexadecimal digits
 * @param name without the leading slash
 * @param image as the container's creator named it
 * @param imageId {@code sha256:…}
 * @param mounts what is mounted, volumes and tmpfs too
 * @param execIds commands started beside the container's own that still run
 * @param processes what runs inside, as ps shows it; empty when nobody asked or the engine could not say
 * @param first its first process
 */
public record ContainerFacts(
        String id,
        String name,
        String image,
        String imageId,
        State state,
        Config config,
        Host host,
        Mac mac,
        Network network,
        List<Mount> mounts,
        List<String> execIds,
        Optional<List<String>> processes,
        FirstProcess first) {

    /**
     * @param status {@code running}, {@code paused}, {@code exited} …
     * @param pid of its first process on the host; 0 when it does not run
     * @param health how its health check judges it, in the engine's words; "" when nothing checks it
     */
    public record State(String status, boolean running, long pid, String health) {}

    /**
     * What the image said, overridden by how it was started.
     *
     * @param user {@code "", "0", "name", "uid:gid"}
     * @param environment names of variables; their values may be secret and are not kept
     * @param exposedPorts {@code 80/tcp}
     * @param healthcheck the command, {@code NONE} where it was switched off, or empty
     */
    public record Config(
            String user,
            List<String> entrypoint,
            List<String> command,
            List<String> environment,
            List<String> exposedPorts,
            List<String> healthcheck) {}

    /**
     * How it was started.
     *
     * @param capAdd as written: {@code NET_ADMIN}, {@code CAP_NET_ADMIN}, {@code ALL}
     * @param securityOptions {@code no-new-privileges}, {@code seccomp=unconfined}, {@code label=disable} …
     * @param networkMode {@code default}, {@code bridge}, {@code host}, {@code container:ID}, a network's name
     * @param pidMode {@code host}, {@code container:ID} or ""; so the next four
     * @param cgroupParent "" for the engine's own
     * @param memory bytes, 0 for no limit
     * @param cpuShares relative weight, 0 for the default
     * @param nanoCpus billionths of a CPU, 0 for no limit
     * @param cpuQuota microseconds a period, 0 or -1 for no limit
     * @param pidsLimit empty, 0 or -1 for no limit
     * @param restartPolicy {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure} or ""
     * @param devices {@code /dev/x}, on the host
     * @param deviceRequests kinds of devices asked for by driver: {@code nvidia}
     * @param ulimits names
     * @param maskedPaths hidden from it; the usual ones when not changed. So {@code readonlyPaths}
     */
    public record Host(
            boolean privileged,
            List<String> capAdd,
            List<String> capDrop,
            List<String> securityOptions,
            String networkMode,
            String pidMode,
            String ipcMode,
            String utsMode,
            String usernsMode,
            String cgroupnsMode,
            String cgroupParent,
            long memory,
            long cpuShares,
            long nanoCpus,
            long cpuQuota,
            OptionalLong pidsLimit,
            boolean readonlyRootfs,
            String restartPolicy,
            long restartCount,
            List<String> devices,
            List<String> deviceRequests,
            List<String> ulimits,
            List<String> groupAdd,
            Optional<List<String>> maskedPaths,
            Optional<List<String>> readonlyPaths,
            String runtime,
            boolean publishAllPorts) {}

    /** Mandatory access control: the AppArmor profile and SELinux labels it runs with, "" for none. */
    public record Mac(String appArmorProfile, String processLabel, String mountLabel) {}

    /** A published port: {@code 80/tcp} inside, an address and port of the host. */
    public record Port(String inside, String hostAddress, int hostPort) {
        /** Whether it listens on every interface of the host. */
        public boolean everywhere() {
            return hostAddress.isEmpty() || hostAddress.equals("0.0.0.0") || hostAddress.equals("::");
        }
    }

    /**
     * @param networks names of those it is attached to
     * @param host whether it lives in the host's own, by itself or by whom it joined
     */
    public record Network(List<Port> ports, List<String> networks, boolean host) {}

    /**
     * @param type {@code bind}, {@code volume}, {@code tmpfs} …
     * @param source on the host
     * @param destination inside
     * @param propagation {@code rprivate}, {@code rshared} … or ""
     */
    public record Mount(String type, String source, String destination, boolean writable, String propagation) {}

    public ContainerFacts {
        mounts = List.copyOf(mounts);
        execIds = List.copyOf(execIds);
    }

    public ContainerFacts withProcesses(List<String> commands) {
        return new ContainerFacts(
                id,
                name,
                image,
                imageId,
                state,
                config,
                host,
                mac,
                network,
                mounts,
                execIds,
                Optional.of(commands),
                first);
    }

    public ContainerFacts withHostNetwork() {
        Network hosts = new Network(network.ports(), network.networks(), true);
        return new ContainerFacts(
                id, name, image, imageId, state, config, host, mac, hosts, mounts, execIds, processes, first);
    }

    public ContainerFacts withFirst(FirstProcess looked) {
        return new ContainerFacts(
                id, name, image, imageId, state, config, host, mac, network, mounts, execIds, processes, looked);
    }

    /** Whether its first process is root inside, as far as the configuration says: a name other than root may be too. */
    public boolean configuredAsRoot() {
        String user = config.user();
        int colon = user.indexOf(':');
        String name = (colon < 0 ? user : user.substring(0, colon)).strip();
        return name.isEmpty() || name.equals("root") || name.chars().allMatch(c -> c == '0');
    }

    public boolean hasSecurityOption(String option) {
        return host.securityOptions().stream()
                .anyMatch(o -> o.replaceFirst(":", "=").equals(option));
    }

    /** Whether it brings a seccomp profile of its own, in place of the engine's. */
    boolean ownSeccompProfile() {
        return host.securityOptions().stream().anyMatch(o -> o.startsWith("seccomp=") || o.startsWith("seccomp:"));
    }

    /**
     * Whether setuid programs and file capabilities give its processes nothing; empty where the engine's default decides.
     * Read as Docker does: the last word counts, and truth is written as Go writes it.
     */
    public Optional<Boolean> noNewPrivileges() {
        Optional<Boolean> said = Optional.empty();
        for (String option : host.securityOptions()) {
            String[] words = option.split(option.contains("=") ? "=" : ":", 2);
            if (words[0].equals("no-new-privileges")) {
                said = Optional.of(
                        words.length == 1 || GoBoolean.parse(words[1]).orElse(false));
            }
        }
        return said;
    }
}
