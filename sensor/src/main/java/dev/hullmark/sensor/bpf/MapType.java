package dev.hullmark.sensor.bpf;

/** Kinds of maps (include/uapi/linux/bpf.h). */
public enum MapType {
    HASH(1),
    ARRAY(2),
    /** Programs to go on in, by number. */
    PROGRAMS(3),
    /** Forgets what was used least recently when it is full. */
    LRU_HASH(9),
    /** Records from programs to us. */
    RING(27);

    private final int number;

    MapType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
