package dev.hullmark.posture.container;

/**
 * A process of a running container.
 *
 * @param pid on the host
 * @param uid on the host; -1 when that can't be told
 * @param inside its uid in the container; the same where it has no user namespace of its own; -1 when that can't be told
 * @param remapped whether it lives in a user namespace other than the host's
 * @param program its first word: arguments may hold passwords and are not kept
 */
public record ContainerProcess(long pid, long uid, long inside, boolean remapped, String program) {
    /** Whether it is root where it lives. */
    public boolean root() {
        return inside == 0;
    }

    /** Whether it is root on the host, whatever it calls itself. */
    public boolean hostRoot() {
        return uid == 0;
    }

    /** Who it is inside, for people. */
    public String user() {
        return root() ? "root" : inside < 0 ? "a user that can't be told" : "uid " + inside;
    }
}
