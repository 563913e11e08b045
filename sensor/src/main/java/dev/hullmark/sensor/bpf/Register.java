package dev.hullmark.sensor.bpf;

/**
 * The eleven registers of eBPF under the names of what the sensor's programs use them for. A helper's call takes its
 * arguments from {@link #A1} to {@link #A5}, answers in {@link #RESULT} and leaves those six in disorder; the others stay.
 */
public enum Register {
    /** A helper's answer, and the program's own. */
    RESULT,
    /** First argument of a helper; at the program's start its context. */
    A1,
    A2,
    A3,
    A4,
    A5,
    /** What the program was called with. */
    CONTEXT,
    /** The record being written. */
    RECORD,
    /** The current task. */
    TASK,
    /** Free. */
    VALUE,
    /** Top of the stack, 512 bytes, read-only. */
    FRAME;

    private static final Register[] ALL = values();

    /** Its number in an instruction. */
    int number() {
        for (int i = 0; i < ALL.length; i++) {
            if (ALL[i] == this) {
                return i;
            }
        }
        throw new AssertionError(this);
    }

    static String name(int number) {
        return "r" + number;
    }
}
