package dev.hullmark.catalog.zip;

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
