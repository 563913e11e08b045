package dev.hullmark.sensor.event;

import java.util.List;

/**
 * A process.
 *
 * @param pid its number on the host
 * @param parent its parent's number on the host
 * @param innerPid its number in its own namespace, 1 for a container's first; 0 if not known
 * @param uid its user's number on the host
 * @param gid its group's number on the host
 * @param start when it began, in nanoseconds since the machine's start: with {@code pid} this is one process and no other
 * @param program the inode of what it runs
 * @param comm the name of its thread, at most 15 letters, which it chose itself
 * @param path what it runs; empty if it began before anybody looked
 * @param argv its arguments as it was begun, as far as they were kept
 */
public record Actor(
        int pid,
        int parent,
        int innerPid,
        int uid,
        int gid,
        long start,
        long program,
        String comm,
        String path,
        List<String> argv) {
    /** No process is known to have done it. */
    public static final Actor NOBODY = new Actor(0, 0, 0, -1, -1, 0, 0, "", "", List.of());

    public Actor {
        argv = List.copyOf(argv);
    }

    /** The same process with what is known of its program. */
    public Actor running(String path, List<String> argv) {
        return new Actor(pid, parent, innerPid, uid, gid, start, program, comm, path, argv);
    }
}
