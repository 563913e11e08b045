package dev.hullmark.sensor.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hullmark.sensor.linux.Libc;
import dev.hullmark.sensor.linux.LinuxException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * Reads a ring buffer (Documentation/bpf/ringbuf.rst) where the kernel writes it: the pages are mapped into this process, and
 * no call is made for a record. The data are mapped twice in a row, so a record is never cut. One thread reads a ring.
 */
public final class RingReader {
    private static final long PAGE = 4096;
    private static final int HEADER_BYTES = 8;
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final VarHandle LONG = JAVA_LONG.varHandle();
    private static final VarHandle INT = JAVA_INT.varHandle();

    private final MemorySegment consumer;
    private final MemorySegment producer;
    private final long mask;
    private long position;

    /** Maps a ring, and goes on where its last reader stopped. */
    public RingReader(BpfMap ring) throws LinuxException {
        consumer = Libc.map(ring.descriptor(), 0, PAGE, true);
        producer = Libc.map(ring.descriptor(), PAGE, PAGE + 2L * ring.entries(), false);
        mask = ring.entries() - 1L;
        position = (long) LONG.getAcquire(consumer, 0L);
    }

    /** How far the ring was written by now. */
    public long written() {
        return (long) LONG.getAcquire(producer, 0L);
    }

    /**
     * Gives out what is there, and makes room for more.
     *
     * @param until what was {@link #written} some time ago: what came later stays
     * @param records takes each record; its memory is the ring's, and other words by the time the call returns
     * @return how many there were
     */
    public int drain(long until, Consumer<MemorySegment> records) {
        int count = 0;
        while (position < until) {
            long at = PAGE + (position & mask);
            int header = (int) INT.getAcquire(producer, at);
            if ((header & BUSY) != 0) {
                break; // Reserved and being written.
            }
            int length = header & ~DISCARDED;
            if ((header & DISCARDED) == 0) {
                records.accept(producer.asSlice(at + HEADER_BYTES, length));
                count++;
            }
            position += (length + HEADER_BYTES + 7L) / 8 * 8;
            LONG.setRelease(consumer, 0L, position);
        }
        return count;
    }
}
