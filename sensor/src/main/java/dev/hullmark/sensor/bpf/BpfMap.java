package dev.hullmark.sensor.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hullmark.sensor.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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

    /** Bytes for a key, to be filled. */
    public ByteBuffer key() {
        return ByteBuffer.allocate(keyBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes for a value, to be filled. */
    public ByteBuffer value() {
        return ByteBuffer.allocate(valueBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Sets an entry. */
    public void put(byte[] key, byte[] value) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            Bpf.call("bpf map update", Bpf.MAP_UPDATE, entry(arena, key, bytes(arena, value)));
        }
    }

    /** Removes an entry, if it is there. */
    public void remove(byte[] key) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            Bpf.call("bpf map delete", Bpf.MAP_DELETE, entry(arena, key, MemorySegment.NULL));
        } catch (LinuxException e) {
            if (e.errno() != LinuxException.ENOENT) {
                throw e;
            }
        }
    }

    /** An entry's value. */
    public Optional<byte[]> get(byte[] key) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(valueBytes, Long.BYTES);
            Bpf.call("bpf map lookup", Bpf.MAP_LOOKUP, entry(arena, key, value));
            return Optional.of(value.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
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
                last = next.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
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
