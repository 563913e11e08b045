package dev.hullmark.sensor.linux;

import java.util.Map;

/** A system call that failed: which, and the number the kernel gave as the reason. */
public final class LinuxException extends Exception {
    private static final long serialVersionUID = 1;

    /** Operation not permitted. */
    public static final int EPERM = 1;

    /** No such file, process, map entry or tracepoint. */
    public static final int ENOENT = 2;

    /** Interrupted by a signal. */
    public static final int EINTR = 4;

    /** Nothing there now. */
    public static final int EAGAIN = 11;

    /** There is one already. */
    public static final int EEXIST = 17;

    /** An argument the kernel does not take; often: an older kernel. */
    public static final int EINVAL = 22;

    /** No room. */
    public static final int ENOSPC = 28;

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(EPERM, "operation not permitted"),
            Map.entry(ENOENT, "no such entry"),
            Map.entry(3, "no such process"),
            Map.entry(EINTR, "interrupted"),
            Map.entry(7, "too big"),
            Map.entry(9, "bad descriptor"),
            Map.entry(EAGAIN, "nothing there now"),
            Map.entry(12, "out of memory"),
            Map.entry(13, "permission denied"),
            Map.entry(14, "bad address"),
            Map.entry(16, "busy"),
            Map.entry(EEXIST, "exists already"),
            Map.entry(EINVAL, "invalid argument"),
            Map.entry(24, "too many open files"),
            Map.entry(ENOSPC, "no space left"),
            Map.entry(38, "not known to this kernel"),
            Map.entry(95, "not supported"),
            Map.entry(105, "no buffer space"));

    private final int errno;

    public LinuxException(String call, int errno) {
        super(call + ": " + WORDS.getOrDefault(errno, "error") + " (errno " + errno + ")");
        this.errno = errno;
    }

    /** The kernel's number for the reason, as {@code errno(3)} lists them. */
    public int errno() {
        return errno;
    }
}
