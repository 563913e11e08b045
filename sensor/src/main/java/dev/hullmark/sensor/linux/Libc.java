package dev.hullmark.sensor.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The C library of the process, called by {@code java.lang.foreign}. Numbers and structures are those of 64-bit Linux; a
 * result below zero becomes a {@link LinuxException}.
 */
@SuppressWarnings("restricted") // Native access is what this class is for.
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SYSCALL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1),
            Linker.Option.captureCallState("errno"));

    private static final MethodHandle MMAP = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("mmap"),
            FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    private Libc() {}

    /**
     * Makes a system call.
     *
     * @param name for the error's text
     * @param arguments at most six; pointers as their addresses, whose memory must stay alive
     * @return what the kernel returned, not negative
     */
    public static long call(String name, SystemCall number, long... arguments) throws LinuxException {
        long[] six = new long[6];
        System.arraycopy(arguments, 0, six, 0, arguments.length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result =
                    (long) SYSCALL.invokeExact(state, number.number(), six[0], six[1], six[2], six[3], six[4], six[5]);
            if (result < 0) {
                throw new LinuxException(name, (int) ERRNO.get(state, 0L));
            }
            return result;
        } catch (LinuxException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Maps {@code bytes} of a descriptor, shared; readable, and writable if asked. Lives as long as the process. */
    public static MemorySegment map(int descriptor, long offset, long bytes, boolean writable) throws LinuxException {
        int readWrite = writable ? 3 : 1;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment at = (MemorySegment) MMAP.invokeExact(state, 0L, bytes, readWrite, 1, descriptor, offset);
            if (at.address() == -1) {
                throw new LinuxException("mmap", (int) ERRNO.get(state, 0L));
            }
            return at.reinterpret(bytes);
        } catch (LinuxException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Closes a descriptor; one that is closed already is nothing to complain about. */
    public static void close(int descriptor) {
        try {
            call("close", SystemCall.CLOSE, descriptor);
        } catch (LinuxException _) {
            // What close() says is not of use to anyone here.
        }
    }
}
