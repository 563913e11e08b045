package dev.hullmark.sensor.program;

/**
 * What the kernel does about a container's files that are not the image's, as the word it keeps for the container's cgroup:
 * each part is a set of the lowest five {@link Flags}.
 *
 * @param killExecuted kills a process that becomes such a program
 * @param killMapped kills a process that maps such a library
 * @param denyExecuted refuses to execute, where the kernel has security hooks for it
 * @param denyMapped refuses to map, where the kernel has security hooks for it
 */
public record Policy(int killExecuted, int killMapped, int denyExecuted, int denyMapped) {
    static final int WATCHED = 1;
    static final int KILL_EXECUTED = 8;
    static final int KILL_MAPPED = 16;
    static final int DENY_EXECUTED = 24;
    static final int DENY_MAPPED = 32;

    /** Watches, and does nothing. */
    public static final Policy ALERT = new Policy(0, 0, 0, 0);

    /** Kills for whatever is not the image's. */
    public static final Policy KILL = new Policy(Flags.DRIFT, Flags.DRIFT, 0, 0);

    /** Refuses whatever is not the image's. */
    public static final Policy DENY = new Policy(0, 0, Flags.DRIFT, Flags.DRIFT);

    /** As the programs read it. */
    public long word() {
        return WATCHED
                | ((long) killExecuted << KILL_EXECUTED)
                | ((long) killMapped << KILL_MAPPED)
                | ((long) denyExecuted << DENY_EXECUTED)
                | ((long) denyMapped << DENY_MAPPED);
    }
}
