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
 * @param writablePaths absolute paths that can be written all the same, sorted
 */
public record RunSettings(
        String user,
        List<String> capabilities,
        boolean noNewPrivileges,
        boolean readOnlyRoot,
        List<String> writablePaths) {
    /** Else a tmpfs takes the mode of the directory it covers, which only root may write. */
    public static final String TMPFS_OPTIONS = "mode=1777";

    public RunSettings {
        capabilities = List.copyOf(capabilities);
        writablePaths = List.copyOf(writablePaths);
    }

    /** The value of {@code --tmpfs}. */
    public static String tmpfs(String path) {
        return path + ":" + TMPFS_OPTIONS;
    }
}
