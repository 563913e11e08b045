package dev.hullmark.image;

import dev.hullmark.model.Progress;
import java.util.concurrent.atomic.AtomicLong;

/** What all threads that read one image share: how much went by, and whether to stop. */
final class ReadGuard {
    /** Progress is told in steps of this many bytes. */
    private static final long STEP = Limits.MIB;

    private final Progress progress;
    private final String what;
    private final long total;
    private final AtomicLong packed = new AtomicLong();
    private final AtomicLong unpacked = new AtomicLong();
    private volatile boolean stopped;

    /**
     * @param what is read, in a few words
     * @param total bytes to read, packed; 0 when not known
     */
    ReadGuard(Progress progress, String what, long total) {
        this.progress = progress;
        this.what = what;
        this.total = total;
    }

    /** Ends the reading: what another thread does is of no use any more. */
    void stop() {
        stopped = true;
    }

    void checkStopped() throws TarException {
        if (stopped) {
            throw new TarException("was not read to its end");
        }
    }

    /** Bytes went by as they are stored. */
    void packed(long count) {
        long before = packed.getAndAdd(count);
        if (before / STEP != (before + count) / STEP) {
            progress.report(what, before + count, total);
        }
    }

    /** Bytes came out of a decompressor. */
    void unpacked(long count) throws TarException {
        long now = unpacked.addAndGet(count);
        if (now > Limits.IMAGE_BYTES || (now > Limits.IMAGE_RATIO_FREE && now / Limits.RATIO > packed.get())) {
            throw bomb();
        }
    }

    static TarException bomb() {
        return new TarException("unpacks to far more than it should: this looks like a decompression bomb");
    }
}
