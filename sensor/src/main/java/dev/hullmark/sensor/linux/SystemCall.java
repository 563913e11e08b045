package dev.hullmark.sensor.linux;

/** System calls by name, with their number on each architecture (asm/unistd.h, asm-generic/unistd.h). */
public enum SystemCall {
    CLOSE(3, 57),
    OPEN(2, -1),
    OPENAT(257, 56),
    OPENAT2(437, 437),
    CREAT(85, -1),
    MMAP(9, 222),
    MPROTECT(10, 226),
    CONNECT(42, 203),
    PTRACE(101, 117),
    SETUID(105, 146),
    SETGID(106, 144),
    SETREUID(113, 145),
    SETRESUID(117, 147),
    UNLINK(87, -1),
    UNLINKAT(263, 35),
    RENAME(82, -1),
    RENAMEAT(264, 38),
    RENAMEAT2(316, 276),
    TRUNCATE(76, 45),
    PIVOT_ROOT(155, 41),
    CHROOT(161, 51),
    MOUNT(165, 40),
    MOVE_MOUNT(429, 429),
    INIT_MODULE(175, 105),
    FINIT_MODULE(313, 273),
    UNSHARE(272, 97),
    SETNS(308, 268),
    MEMFD_CREATE(319, 279),
    BPF(321, 280),
    KEXEC_LOAD(246, 104),
    PROCESS_VM_WRITEV(311, 271),
    CLOCK_GETTIME(228, 113);

    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    private final int x86;
    private final int arm;

    SystemCall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    /** Its number on this machine; -1 if the architecture has no such call. */
    public long number() {
        return ARM ? arm : x86;
    }
}
