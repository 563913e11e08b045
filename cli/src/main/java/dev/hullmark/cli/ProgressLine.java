package dev.hullmark.cli;

import dev.hullmark.model.Progress;
import java.io.PrintStream;

/** Progress as one line of a terminal, redrawn at most ten times a second and wiped at the end. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000;
    /** Work that is over sooner shows nothing. */
    private static final long PATIENCE_NANOS = 300_000_000;

    private final PrintStream err;
    private final boolean seen;
    private final int width;
    private long nextDraw = System.nanoTime() + PATIENCE_NANOS;
    private boolean drawn;

    ProgressLine(PrintStream err, boolean seen, int width) {
        this.err = err;
        this.seen = seen;
        this.width = width;
    }

    @Override
    public synchronized void report(String what, long done, long total) {
        long now = System.nanoTime();
        if (!seen || now - nextDraw < 0) {
            return;
        }
        nextDraw = now + REDRAW_NANOS;
        String line = Terminal.clean(what) + amount(done, total);
        err.print("\r\u001b[K" + (line.length() < width ? line : line.substring(0, width - 1)));
        err.flush();
        drawn = true;
    }

    private static String amount(long done, long total) {
        if (total <= 0) {
            return done > 0 ? "  " + Sizes.text(done) : "";
        }
        return "  " + Sizes.text(done) + " of " + Sizes.text(total) + " (" + Math.min(100, done * 100 / total) + " %)";
    }

    /** Wipes the line; nothing is drawn again before more work is reported. */
    @Override
    public synchronized void close() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
    }
}
