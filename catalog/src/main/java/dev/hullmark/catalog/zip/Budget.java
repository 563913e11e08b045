package dev.hullmark.catalog.zip;

import dev.hullmark.catalog.Limits;
import java.io.IOException;

/** What the archives inside one file may cost together, however they are nested. */
public final class Budget {
    private long bytes;
    private int archives;

    /**
     * @param bytes read or inflated, of all archives together
     * @param archives opened, the outermost included
     */
    public Budget(long bytes, int archives) {
        this.bytes = bytes;
        this.archives = archives;
    }

    /** That of a file with {@code size} bytes: in proportion, so that many small bombs are no better than a large one. */
    public static Budget of(long size, int archives) {
        long proportional = Math.min(size, Limits.ARCHIVE_BYTES) * Limits.ARCHIVE_RATIO;
        return new Budget(Math.clamp(proportional, Limits.ARCHIVE_FREE, Limits.ARCHIVE_BYTES), archives);
    }

    void spend(long count) throws IOException {
        bytes -= count;
        if (bytes < 0) {
            throw new SpentException("takes more than its share of reading");
        }
    }

    void open() throws IOException {
        if (--archives < 0) {
            throw new SpentException("holds too many archives inside archives");
        }
    }

    /** The budget is gone: nothing more of this file is read. */
    public static final class SpentException extends IOException {
        SpentException(String message) {
            super(message);
        }
    }
}
