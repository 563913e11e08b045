package dev.hullmark.engine;

import java.time.Duration;

/** What an engine may cost us; everything it sends is hostile until shown otherwise. */
final class Limits {
    private Limits() {}

    /** Status line and headers together, in bytes. */
    static final int HEAD_BYTES = 64 * 1024;

    /** Headers of one answer. */
    static final int HEADERS = 200;

    /** Interim (1xx) answers before the real one. */
    static final int INTERIM_ANSWERS = 4;

    /** One line that frames a chunk: its size and extensions. */
    static final int CHUNK_LINE_BYTES = 1024;

    /** A JSON answer that is held in memory. */
    static final int JSON_BYTES = 64 * 1024 * 1024;

    /** An error's text. */
    static final int ERROR_BYTES = 16 * 1024;

    /** What a container wrote first, and what it wrote last, together. */
    static final int LOG_BYTES = 1024 * 1024;

    /** All that is read of what a container wrote. */
    static final int LOG_READ = 64 * 1024 * 1024;

    /** A file of the user's configuration: config.json, a context's meta.json, a PEM file. */
    static final int CONFIG_BYTES = 1024 * 1024;

    /** Until an engine answers a connection. */
    static final Duration CONNECT = Duration.ofSeconds(5);

    /** A JSON call, from the first byte sent to the last received. */
    static final Duration CALL = Duration.ofSeconds(60);

    /** Engines up to 28 write the whole image to disk before the first byte of an export. */
    static final Duration EXPORT_HEAD = Duration.ofMinutes(10);

    /** Between two reads of a stream. */
    static final Duration IDLE = Duration.ofSeconds(60);
}
