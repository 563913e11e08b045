package dev.hullmark.sensor.bpf;

/**
 * The eleven registers of eBPF under the names of what the sensor's programs use them for. A helper's call takes its
 * arguments from {@link #A1} to {@link #A5}, answers in {@link #RESULT} and leaves those six in disorder; the others stay.
 */
public enum Register {
    /** A helper's answer, and the program's own. */
    RESULT(0),
    /** First argument of a helper; at the program's start its context. */
    A1(1),
    A2(2),
    A3(3),
    A4(4),
    A5(5),
    /** What the program was called with. */
    CONTEXT(6),
    /** The record being written. */
    RECORD(7),
    /** The current task. */
    TASK(8),
    /** Free. */
    VALUE(9),
    /** Top of the stack, 512 bytes, read-only. */
    FRAME(10);

    private final int number;

    Register(int number) {
        this.number = number;
    }

    /** Its number in an instruction. */
    int number() {
        return number;
    }

    static String name(int number) {
        return "r" + number;
    }
}
