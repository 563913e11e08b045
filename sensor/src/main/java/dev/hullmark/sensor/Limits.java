package dev.hullmark.sensor;

import java.time.Duration;

/** What the sensor keeps and waits for. What containers do is hostile, also in how much of it there is. */
public final class Limits {
    private Limits() {}

    /** The ring for executions, ends, cgroups and calls, in bytes; what finds no room is counted as lost. */
    public static final int URGENT_RING = 4 * 1024 * 1024;

    /** The ring for everything else, in bytes. */
    public static final int ORDINARY_RING = 8 * 1024 * 1024;

    /** Cgroups of containers at once. */
    public static final int CGROUPS = 65_536;

    /** Processes of containers at once; those beyond are counted as lost. */
    public static final int PROCESSES = 131_072;

    /** Things that are told once; what was not used for longest is told again. */
    public static final int TOLD_ONCE = 65_536;

    /** Peers whose packets are counted at once, TCP apart. */
    public static final int FLOWS = 16_384;

    /** Files that a policy allows although they are not the image's. */
    public static final int ALLOWED_FILES = 16_384;

    /** Bytes of a path; of a longer one the last part is told. */
    public static final int PATH_BYTES = 1024;

    /** Names and mounts of a path. */
    public static final int PATH_STEPS = 32;

    /** Bytes of one name in a path. */
    public static final int NAME_BYTES = 128;

    /** Bytes of a program's arguments. */
    public static final int ARGUMENT_BYTES = 512;

    /** Bytes of a text that a system call is given. */
    public static final int TEXT_BYTES = 256;

    /** Bytes of a DNS message. */
    public static final int DNS_BYTES = 512;

    /** Processes of which it is known what they run, sockets whose beginning is known, containers with a name: each. */
    public static final int KNOWN = 65_536;

    /** Events are held back until an engine has told their container's name. */
    public static final Duration NAME = Duration.ofSeconds(5);

    /** A container that is gone is still known for what its sockets do. */
    public static final Duration GONE = Duration.ofMinutes(1);
}
