package dev.hullmark.sensor.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.hullmark.sensor.linux.Libc;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The system call bpf(2): maps, programs and what ties them to the kernel. A descriptor returned here is open until it is
 * closed or the process ends; a map or link whose last descriptor is closed goes, unless it was pinned.
 */
public final class Bpf {
    private static final int MAP_CREATE = 0;
    static final int MAP_LOOKUP = 1;
    static final int MAP_UPDATE = 2;
    static final int MAP_NEXT_KEY = 4;
    private static final int PROGRAM_LOAD = 5;
    private static final int PIN = 6;
    private static final int GET_PINNED = 7;
    private static final int TRACEPOINT_OPEN = 17;
    private static final int LINK_CREATE = 28;

    /** As large as the kernel takes of any version; zeros behind what it knows are fine for it. */
    private static final int ATTRIBUTE_BYTES = 144;

    private static final int NAME_BYTES = 16;
    /** What the verifier may write about a refused program. */
    private static final int LOG_BYTES = 1 << 20;

    private Bpf() {}

    /**
     * Makes a map.
     *
     * @param entries how many it holds; for a ring its bytes, a power of two
     */
    public static BpfMap createMap(MapType type, String name, int keyBytes, int valueBytes, int entries)
            throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = attributes(arena);
            attributes.set(JAVA_INT, 0, type.number());
            attributes.set(JAVA_INT, 4, keyBytes);
            attributes.set(JAVA_INT, 8, valueBytes);
            attributes.set(JAVA_INT, 12, entries);
            name(attributes, 28, name);
            int descriptor = call("bpf map " + name, MAP_CREATE, attributes);
            return new BpfMap(descriptor, keyBytes, valueBytes, entries);
        }
    }

    /**
     * Has the kernel check and translate a program.
     *
     * @param function the number of the function's type for {@link Hook#SECURITY}, otherwise 0
     * @return its descriptor
     */
    public static int load(Code code, Hook hook, int function) throws LinuxException, RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = program(arena, code, hook, function);
            try {
                return call("bpf program " + code.name(), PROGRAM_LOAD, attributes);
            } catch (LinuxException e) {
                String log = verdict(arena, attributes);
                if (e.errno() == LinuxException.EPERM && log.isEmpty()) {
                    throw e; // Not the verifier: this process may not load programs.
                }
                throw new RefusedException(code, log, e);
            }
        }
    }

    /** Once more, with the verifier told to write what it thinks. */
    private static String verdict(Arena arena, MemorySegment attributes) {
        MemorySegment log = arena.allocate(LOG_BYTES);
        attributes.set(JAVA_INT, 24, 1);
        attributes.set(JAVA_INT, 28, LOG_BYTES);
        attributes.set(JAVA_LONG, 32, log.address());
        try {
            Libc.close(call("bpf program", PROGRAM_LOAD, attributes));
        } catch (LinuxException _) {
            // As before; what counts is in the log.
        }
        return log.getString(0);
    }

    private static MemorySegment program(Arena arena, Code code, Hook hook, int function) {
        long[] instructions =
                code.instructions().stream().mapToLong(Long::longValue).toArray();
        MemorySegment attributes = attributes(arena);
        attributes.set(JAVA_INT, 0, hook.programType());
        attributes.set(JAVA_INT, 4, instructions.length);
        attributes.set(JAVA_LONG, 8, arena.allocateFrom(JAVA_LONG, instructions).address());
        attributes.set(JAVA_LONG, 16, arena.allocateFrom("GPL").address());
        name(attributes, 48, code.name());
        attributes.set(JAVA_INT, 68, hook.attachType());
        attributes.set(JAVA_INT, 108, function);
        return attributes;
    }

    /** Has a tracepoint call a program. Returns the link: once it is closed, it does not any more. */
    public static int attachTracepoint(String tracepoint, int program) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = attributes(arena);
            attributes.set(JAVA_LONG, 0, arena.allocateFrom(tracepoint).address());
            attributes.set(JAVA_INT, 8, program);
            return call("bpf tracepoint " + tracepoint, TRACEPOINT_OPEN, attributes);
        }
    }

    /** Has the function a program was loaded for call it. Returns the link. */
    public static int attachFunction(int program) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = attributes(arena);
            attributes.set(JAVA_INT, 8, program);
            return call("bpf attach", TRACEPOINT_OPEN, attributes);
        }
    }

    /** Has a cgroup, and all below it, call a program. Returns the link. */
    public static int attachCgroup(int cgroup, int program, Hook hook) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = attributes(arena);
            attributes.set(JAVA_INT, 0, program);
            attributes.set(JAVA_INT, 4, cgroup);
            attributes.set(JAVA_INT, 8, hook.attachType());
            return call("bpf link", LINK_CREATE, attributes);
        }
    }

    /** Gives a map or link a name in a bpf file system, by which it outlives this process. */
    public static void pin(int descriptor, Path at) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = attributes(arena);
            attributes.set(JAVA_LONG, 0, arena.allocateFrom(at.toString()).address());
            attributes.set(JAVA_INT, 8, descriptor);
            call("pinning " + at, PIN, attributes);
        }
    }

    /** The descriptor of what was pinned. */
    public static int pinned(Path at) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = attributes(arena);
            attributes.set(JAVA_LONG, 0, arena.allocateFrom(at.toString()).address());
            return call("opening " + at, GET_PINNED, attributes);
        }
    }

    static int call(String what, int command, MemorySegment attributes) throws LinuxException {
        return (int) Libc.call(what, SystemCall.BPF, command, attributes.address(), attributes.byteSize());
    }

    private static MemorySegment attributes(Arena arena) {
        return arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
    }

    private static void name(MemorySegment attributes, long offset, String name) {
        if (name.length() >= NAME_BYTES) {
            throw new IllegalArgumentException("the kernel takes names of 15 characters, not " + name);
        }
        attributes.setString(offset, name);
    }
}
