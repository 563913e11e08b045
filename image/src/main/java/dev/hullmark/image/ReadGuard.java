package dev.hullmark.image;

import dev.hullmark.model.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What all threads that read one image share: how much went by, and whether to stop. */
final class ReadGuard {
    /** Progress is told in steps of this many bytes. */
    private static final long STEP = Limits.MIB;

    private final Progress progress;
    private final String what;
    private final long total;
    private final ReadBudget budget;
    private final long started = System.nanoTime();
    private final AtomicLong packed = new AtomicLong();
    private final AtomicLong unpacked = new AtomicLong();
    private volatile boolean stopped;

    /**
     * @param what is read, in a few words
     * @param total bytes to read, packed; 0 when not known
     */
    ReadGuard(Progress progress, String what, long total, ReadBudget budget) {
        this.progress = progress;
        this.budget = budget;
        this.what = what;
        this.total = total;
    }

    /** Ends the reading: what another thread does is of no use any more. */
    void stop() {
        stopped = true;
    }

    /** Whether to go on: another thread may have failed, or the time be over. */
    void checkStopped() throws TarException {
        if (stopped) {
            throw new TarException("was not read to its end");
        }
        if (System.nanoTime() - started > budget.time().toNanos()) {
            throw new TarException("was not read to its end: the image's layers took longer than their budget of "
                    + words(budget.time()) + " (--layer-time)");
        }
    }

    /** Bytes went by as they are stored. */
    void packed(long count) {
        long before = packed.getAndAdd(count);
        if (before / STEP != (before + count) / STEP) {
            progress.report(what, before + count, total);
        }
    }

    /**
     * Bytes came out of a decompressor.
     *
     * @param layerUnpacked of this layer so far, these included
     * @param layerPacked what they came out of
     */
    void unpacked(long count, long layerUnpacked, long layerPacked) throws TarException {
        checkStopped();
        long now = unpacked.addAndGet(count);
        if (now > Math.max(Limits.IMAGE_BYTES, budget.bytes())
                || layerUnpacked > Math.max(Limits.LAYER_BYTES, budget.bytes())) {
            throw tooLarge();
        }
        if (budget.isExceeded(layerUnpacked, layerPacked) || budget.isExceeded(now, packed.get())) {
            throw new TarException("was read up to its budget of " + budget.bytes() / Limits.MIB
                    + " MiB (--layer-size): it unpacks to more than " + Limits.RATIO
                    + " times its size, as decompression bombs do");
        }
    }

    static TarException tooLarge() {
        return new TarException("is larger than any image should be");
    }

    private static String words(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
