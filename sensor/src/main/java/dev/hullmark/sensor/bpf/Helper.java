package dev.hullmark.sensor.bpf;

/** Functions of the kernel that a program may call, with their numbers (include/uapi/linux/bpf.h). */
public enum Helper {
    /** (map, key) → address of the value, or 0. */
    MAP_LOOKUP(1),
    /** (map, key, value, flags) → 0, or an error below zero. */
    MAP_UPDATE(2),
    /** (map, key) → 0, or an error below zero. */
    MAP_DELETE(3),
    /** (context, map of programs, index): goes on there and does not return; returns if there is none. */
    TAIL_CALL(12),
    /** () → process number in the upper half, thread number in the lower. */
    CURRENT_PID_TGID(14),
    /** () → group in the upper half, user in the lower. */
    CURRENT_UID_GID(15),
    /** (to, bytes) → 0. The thread's name. */
    CURRENT_COMM(16),
    /** (packet, offset, to, bytes) → 0, or an error below zero. */
    SKB_LOAD_BYTES(26),
    /** () → address of the current task. */
    CURRENT_TASK(35),
    /** (packet) → number of the cgroup that the packet's socket belongs to. */
    SKB_CGROUP_ID(79),
    /** () → number of the current task's cgroup in the unified hierarchy. */
    CURRENT_CGROUP_ID(80),
    /** (signal) → 0. To the current process, delivered before it returns to user mode. */
    SEND_SIGNAL(109),
    /** (to, bytes, from) → 0, or below zero, and then zeros are written. */
    PROBE_READ_USER(112),
    /** (to, bytes, from) → 0, or below zero, and then zeros are written. */
    PROBE_READ_KERNEL(113),
    /** (to, most bytes, from) → bytes with the ending zero, or an error below zero. */
    PROBE_READ_USER_STR(114),
    /** (to, most bytes, from) → bytes with the ending zero, or an error below zero. */
    PROBE_READ_KERNEL_STR(115),
    /** () → nanoseconds since the machine's start, those it slept included. */
    KTIME_GET_BOOT_NS(125),
    /** (ring, bytes, 0) → address to write to, or 0 if the ring is full. */
    RINGBUF_RESERVE(131),
    /** (address, flags): what was reserved may be read. */
    RINGBUF_SUBMIT(132),
    /** (address, flags): what was reserved is thrown away. */
    RINGBUF_DISCARD(133);

    private final int number;

    Helper(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
