package dev.hullmark.sensor.linux;

import java.lang.foreign.Arena;
import java.nio.file.Path;

/** A folder as a descriptor, which the kernel wants for what is attached to a cgroup. */
public final class OpenFolder implements AutoCloseable {
    private static final int AT_FDCWD = -100;
    private static final int DIRECTORY_CLOSE_ON_EXEC = 0x90000;
    private final int descriptor;

    private OpenFolder(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens it. */
    public static OpenFolder of(Path folder) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            return new OpenFolder((int) Libc.call(
                    folder.toString(),
                    SystemCall.OPENAT,
                    AT_FDCWD,
                    arena.allocateFrom(folder.toString()).address(),
                    DIRECTORY_CLOSE_ON_EXEC));
        }
    }

    public int descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
