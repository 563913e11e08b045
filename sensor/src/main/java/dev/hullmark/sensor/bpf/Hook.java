package dev.hullmark.sensor.bpf;

/** Where programs are attached, with the kernel's numbers for the program's type and the place. */
public enum Hook {
    /** A tracepoint, by its name; the context is an array of its arguments, 8 bytes each. */
    RAW_TRACEPOINT(17, 0),
    /** Called by other programs only, as if it were on a tracepoint. */
    TAIL(17, 0),
    /** Packets that sockets of a cgroup receive; 1 lets one pass. */
    PACKETS_IN(8, 0),
    /** Packets that sockets of a cgroup send; 1 lets one pass. */
    PACKETS_OUT(8, 1),
    /** A function of the Linux security modules; 0 allows, an error number below zero refuses. */
    SECURITY(29, 27);

    private final int programType;
    private final int attachType;

    Hook(int programType, int attachType) {
        this.programType = programType;
        this.attachType = attachType;
    }

    int programType() {
        return programType;
    }

    int attachType() {
        return attachType;
    }
}
