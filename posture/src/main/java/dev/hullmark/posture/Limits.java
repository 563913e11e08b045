package dev.hullmark.posture;

import java.time.Duration;

/** What looking at a host and its engine may cost. */
public final class Limits {
    private Limits() {}

    /** Bytes read of one file of the host's settings, or of one below /proc. */
    public static final int HOST_FILE = 1024 * 1024;

    /** Bytes of a process's command line. */
    public static final int COMMAND_LINE = 64 * 1024;

    /** Processes looked at, in search of the engine's. */
    public static final int PROCESSES = 100_000;

    /** Certificates of registries, and files of audit rules. */
    public static final int HOST_FILES = 1000;

    /** Directories in directories below /etc/docker/certs.d. */
    public static final int CERTIFICATE_DEPTH = 3;

    /** Links followed for one path, as Linux does. */
    public static final int LINK_HOPS = 40;

    /** Running containers, and images, that the engine is asked about, each. */
    public static final int ENGINE_OBJECTS = 2000;

    /** After so long the engine is asked nothing more. */
    public static final Duration ENGINE_TIME = Duration.ofSeconds(60);

    /** Entries of one list, and characters of one text, that an engine tells of a container. */
    public static final int CONTAINER_ENTRIES = 1000;

    public static final int CONTAINER_TEXT = 4096;

    /** Characters of a program's name. */
    public static final int PROGRAM_TEXT = 200;

    /** Open files of a process that are looked at, in search of its sockets. */
    public static final int DESCRIPTORS = 10_000;
}
