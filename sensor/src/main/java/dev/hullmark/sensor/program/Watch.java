package dev.hullmark.sensor.program;

/** Bits of the tables of names and calls: when something is told of. */
public final class Watch {
    /** A file of this name is opened to be read. */
    public static final int READ = 1;

    /** A file of this name is opened to be written. */
    public static final int WRITE = 1 << 1;

    /** A file in a folder of this name is opened to be written. */
    public static final int FOLDER = 1 << 2;

    /** Bit {@code n} of the lowest six: argument {@code n} of this call is a text, of which the first two are kept. */
    public static final int TEXT = 0x3f;

    /** This call is told of. */
    public static final int CALL = 1 << 6;

    /** Also when it failed. */
    public static final int FAILED = 1 << 7;

    /** Only if its first text begins with one of the prefixes. */
    public static final int PREFIXED = 1 << 8;

    private Watch() {}
}
