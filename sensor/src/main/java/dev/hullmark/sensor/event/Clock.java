package dev.hullmark.sensor.event;

import dev.hullmark.sensor.linux.Libc;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.time.Instant;

/** The kernel's clock, which counts from the machine's start and is never set, and what time it is then. For one thread. */
public final class Clock {
    private static final int CLOCK_BOOTTIME = 7;
    private static final long SECOND = 1_000_000_000L;
    /** How often it is looked whether the clock was set. */
    private static final long LOOK = SECOND;
    /** A difference by which it was. */
    private static final Duration SET = Duration.ofMillis(20);

    private Instant start = Instant.EPOCH;
    private long looked;

    /** Nanoseconds since the machine's start, those it slept included. */
    public static long sinceBoot() throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(16, 8);
            Libc.call("clock_gettime", SystemCall.CLOCK_GETTIME, CLOCK_BOOTTIME, time.address());
            return time.get(ValueLayout.JAVA_LONG, 0) * SECOND + time.get(ValueLayout.JAVA_LONG, 8);
        }
    }

    /** When it was, by the clock as it is set now, that the kernel counted so many nanoseconds. */
    public Instant at(long sinceBoot) {
        long now = System.nanoTime();
        if (start.equals(Instant.EPOCH) || now - looked > LOOK) {
            try {
                Instant seen = Instant.now().minusNanos(sinceBoot());
                // Two looks differ a little; what is told in order must not get times out of order for it.
                if (Duration.between(start, seen).abs().compareTo(SET) > 0) {
                    start = seen;
                }
                looked = now;
            } catch (LinuxException e) {
                throw new IllegalStateException(e); // Linux has had this clock since 2.6.39.
            }
        }
        return start.plusNanos(sinceBoot);
    }
}
