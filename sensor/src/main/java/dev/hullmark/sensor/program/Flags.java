package dev.hullmark.sensor.program;

/** What a record's word {@code flags} tells, a bit each. The lowest five say how a file is not the image's. */
public final class Flags {
    /** Written in the container: dropped there, or the image's and changed. */
    public static final int UPPER = 1;

    /** On a file system in memory. */
    public static final int MEMORY = 1 << 1;

    /** In memory, without a name: memfd. */
    public static final int NAMELESS = 1 << 2;

    /** Deleted. */
    public static final int DELETED = 1 << 3;

    /** On another file system than the container's root: a volume, a mount. */
    public static final int FOREIGN = 1 << 4;

    /** Any of how a file is not the image's. */
    public static final int DRIFT = 0x1f;

    /** The kernel ran the interpreter that the file's first line names. */
    public static final int SCRIPT = 1 << 5;

    /** The standard input is a socket. */
    public static final int SOCKET_INPUT = 1 << 6;

    /** The environment has LD_PRELOAD. */
    public static final int PRELOAD = 1 << 7;

    /** The process was killed for it. */
    public static final int KILLED = 1 << 8;

    /** It was refused. */
    public static final int DENIED = 1 << 9;

    /** The storage cannot tell what was written in the container: not an overlay. */
    public static final int NO_OVERLAY = 1 << 10;

    /** A container's process runs it in the host's mount namespace. */
    public static final int HOST_MOUNTS = 1 << 11;

    private Flags() {}
}
