package dev.hullmark.engine;

import java.io.Closeable;
import java.io.IOException;

/** One connection: bytes both ways, every wait bounded. Used by one thread; {@link #close} by any. */
interface Transport extends Closeable {
    /**
     * Reads at least one byte.
     *
     * @param waitMillis how long to wait for the first of them, above 0
     * @return how many were read, -1 at the end
     * @throws java.net.SocketTimeoutException when nothing came in time
     */
    int read(byte[] into, int offset, int length, long waitMillis) throws IOException;

    /** Writes all. */
    void write(byte[] bytes, long waitMillis) throws IOException;
}
