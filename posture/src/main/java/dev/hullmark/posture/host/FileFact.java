package dev.hullmark.posture.host;

/**
 * A file of the host, links followed.
 *
 * @param real where it lies when links are followed
 * @param mode its permissions, {@code 0644}, with setuid, setgid and sticky bits
 * @param owner its name, or its number where it has none; so group
 */
public record FileFact(
        String path,
        String real,
        boolean directory,
        boolean regular,
        int mode,
        int uid,
        int gid,
        String owner,
        String group) {
    private static final int PERMISSIONS = 07777;

    /** Whether it has no permission beyond these. */
    boolean atMost(int allowed) {
        return (mode & PERMISSIONS & ~allowed) == 0;
    }

    String octal() {
        return Integer.toOctalString(mode & PERMISSIONS);
    }
}
