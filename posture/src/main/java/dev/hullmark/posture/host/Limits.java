package dev.hullmark.posture.host;

import java.time.Duration;

/** What looking at a host may cost. */
final class Limits {
    private Limits() {}

    /** Bytes read of one file of settings or of one file below /proc. */
    static final int FILE_BYTES = 1024 * 1024;

    /** Bytes of a process's command line. */
    static final int COMMAND_BYTES = 64 * 1024;

    /** Processes looked at, in search of the engine's. */
    static final int PROCESSES = 100_000;

    /** Certificates of registries, files of audit rules. */
    static final int FILES = 1000;

    /** Directories below /etc/docker/certs.d. */
    static final int DEPTH = 3;

    /** Running containers, and images, that the engine is asked about, each. */
    static final int OBJECTS = 2000;

    /** After so long the engine is asked nothing more. */
    static final Duration ENGINE = Duration.ofSeconds(60);
}
