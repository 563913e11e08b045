package dev.hullmark.model;

import java.util.List;

/**
 * What a container is started with, as far as it bears on what it may do: what the privilege advisor advises and the prover
 * tries. Every capability is dropped but those named.
 *
 * @param user numeric {@code UID[:GID]}; "" for the image's own
 * @param capabilities those to add, {@code NET_BIND_SERVICE}, sorted
 * @param noNewPrivileges whether setuid programs and file capabilities give nothing
 * @param readOnlyRoot whether the root file system can't be written
 * @param lowPorts whether every user may bind ports below 1024, where the engine does not let them anyhow
 * @param writablePaths absolute paths that can be written all the same, sorted
 */
public record RunSettings(
        String user,
        List<String> capabilities,
        boolean noNewPrivileges,
        boolean readOnlyRoot,
        boolean lowPorts,
        List<String> writablePaths) {
    /** Set to 0 in the container's own network, nobody needs a capability for a low port. */
    public static final String LOW_PORTS = "net.ipv4.ip_unprivileged_port_start";

    public RunSettings {
        capabilities = List.copyOf(capabilities);
        writablePaths = List.copyOf(writablePaths);
    }

    public RunSettings withUser(String other) {
        return new RunSettings(other, capabilities, noNewPrivileges, readOnlyRoot, lowPorts, writablePaths);
    }

    public RunSettings withCapabilities(List<String> other) {
        return new RunSettings(user, other, noNewPrivileges, readOnlyRoot, lowPorts, writablePaths);
    }

    public RunSettings withNoNewPrivileges(boolean other) {
        return new RunSettings(user, capabilities, other, readOnlyRoot, lowPorts, writablePaths);
    }

    public RunSettings withReadOnlyRoot(boolean other) {
        return new RunSettings(user, capabilities, noNewPrivileges, other, lowPorts, writablePaths);
    }

    public RunSettings withLowPorts(boolean other) {
        return new RunSettings(user, capabilities, noNewPrivileges, readOnlyRoot, other, writablePaths);
    }

    public RunSettings withWritablePaths(List<String> other) {
        return new RunSettings(user, capabilities, noNewPrivileges, readOnlyRoot, lowPorts, other);
    }

    /**
     * Options of a tmpfs that the user may write. One over a directory takes that directory's mode, whatever {@code mode}
     * says (runc 1.1); its owner it takes from here.
     */
    public String tmpfsOptions() {
        String[] ids = user.split(":", 2);
        return user.isEmpty() ? "" : "uid=" + ids[0] + (ids.length > 1 ? ",gid=" + ids[1] : "");
    }
}
