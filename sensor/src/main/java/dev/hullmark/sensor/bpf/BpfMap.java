package dev.hullmark.sensor.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hullmark.sensor.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A table that programs and we share. Keys and values are bytes in the machine's order (little endian). */
public final class BpfMap {
    private final int descriptor;
    private final int keyBytes;
    private final int valueBytes;
    private final int entries;

    BpfMap(int descriptor, int keyBytes, int valueBytes, int entries) {
        this.descriptor = descriptor;
        this.keyBytes = keyBytes;
        this.valueBytes = valueBytes;
        this.entries = entries;
    }

    public int descriptor() {
        return descriptor;
    }

    /** How many entries it holds at most; a ring's bytes. */
    public int entries() {
        return entries;
    }

    /** A key of numbers: of 8 bytes each, or one of 4 where that is all a key has. */
    public byte[] key(long... numbers) {
        ByteBuffer key = ByteBuffer.allocate(keyBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (long number : numbers) {
            put(key, number);
        }
        return key.array();
    }

    /** A key of a text: its first bytes, with a zero at least behind, as programs read names. */
    public byte[] key(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(Arrays.copyOf(bytes, Math.min(bytes.length, keyBytes - 1)), keyBytes);
    }

    /** Sets an entry's value, a number. */
    public void set(byte[] key, long value) throws LinuxException {
        ByteBuffer bytes = ByteBuffer.allocate(valueBytes).order(ByteOrder.LITTLE_ENDIAN);
        put(bytes, value);
        try (Arena arena = Arena.ofConfined()) {
            Bpf.call("bpf map update", Bpf.MAP_UPDATE, entry(arena, key, bytes(arena, bytes.array())));
        }
    }

    private static void put(ByteBuffer to, long number) {
        if (to.capacity() == Integer.BYTES) {
            to.putInt((int) number);
        } else {
            to.putLong(number);
        }
    }

    /** An entry's value. */
    public Optional<byte[]> get(byte[] key) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(valueBytes, Long.BYTES);
            Bpf.call("bpf map lookup", Bpf.MAP_LOOKUP, entry(arena, key, value));
            return Optional.of(value.toArray(JAVA_BYTE));
        } catch (LinuxException e) {
            if (e.errno() == LinuxException.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All keys there are; of entries that come and go meanwhile, some. */
    public List<byte[]> keys() throws LinuxException {
        var keys = new ArrayList<byte[]>();
        byte[] last = null;
        while (keys.size() < entries) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment next = arena.allocate(keyBytes, Long.BYTES);
                MemorySegment attributes = arena.allocate(32, Long.BYTES);
                attributes.set(JAVA_INT, 0, descriptor);
                attributes.set(
                        JAVA_LONG, 8, last == null ? 0 : bytes(arena, last).address());
                attributes.set(JAVA_LONG, 16, next.address());
                Bpf.call("bpf map next key", Bpf.MAP_NEXT_KEY, attributes);
                last = next.toArray(JAVA_BYTE);
                keys.add(last);
            } catch (LinuxException e) {
                if (e.errno() == LinuxException.ENOENT) {
                    break;
                }
                throw e;
            }
        }
        return keys;
    }

    private MemorySegment entry(Arena arena, byte[] key, MemorySegment value) {
        MemorySegment attributes = arena.allocate(32, Long.BYTES);
        attributes.set(JAVA_INT, 0, descriptor);
        attributes.set(JAVA_LONG, 8, bytes(arena, key).address());
        attributes.set(JAVA_LONG, 16, value.address());
        return attributes;
    }

    private static MemorySegment bytes(Arena arena, byte[] from) {
        return arena.allocate(from.length, Long.BYTES).copyFrom(MemorySegment.ofArray(from));
    }
}
