package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static dev.hullmark.sensor.bpf.Register.TASK;
import static dev.hullmark.sensor.bpf.Register.VALUE;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.BpfMap;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;
import dev.hullmark.sensor.bpf.Register;
import dev.hullmark.sensor.btf.Field;

/** Steps that several programs take, written once. */
final class Snippets {
    private final Kernel kernel;
    private final Maps maps;
    private final Assembler a;
    /** On the stack: the number of the cgroup, as a key. */
    private final int cgroup;

    private final int process;
    private final int one;
    private final int lost;

    private int labels;

    Snippets(Kernel kernel, Maps maps, Assembler assembler) {
        this.kernel = kernel;
        this.maps = maps;
        a = assembler;
        cgroup = a.room(Long.BYTES);
        process = a.room(Long.BYTES);
        one = a.room(Long.BYTES);
        lost = a.room(Long.BYTES);
    }

    /** Where on the stack the cgroup's number is, once {@link #watched} or {@link #watchedCgroup} has put it there. */
    int cgroup() {
        return cgroup;
    }

    /** A label of its own for each use. */
    Label label(String what) {
        return new Label(what + "_" + labels++);
    }

    /** TASK = the current task. */
    void task() {
        a.call(Helper.CURRENT_TASK).copy(TASK, RESULT);
    }

    /** VALUE = the policy word of the task's container; goes to {@code otherwise} if it is in none. Needs TASK. */
    void watched(Label otherwise) {
        a.say("Is this task's cgroup a container's?");
        if (kernel.subsystem() < 0) {
            a.call(Helper.CURRENT_CGROUP_ID);
        } else {
            a.follow(
                    RESULT,
                    TASK,
                    kernel.field("task_struct", "cgroups"),
                    subsystem(),
                    kernel.field("cgroup_subsys_state", "cgroup"),
                    kernel.field("cgroup", "kn"),
                    kernel.field("kernfs_node", "id"));
        }
        watchedCgroup(otherwise);
    }

    /**
     * Goes to {@code ignored} if the task is the container runtime's, which works in a container's cgroup, and in its
     * namespaces, before it becomes the container's first program.
     */
    void notTheRuntime(Label ignored) {
        a.say("What the container runtime does on its way into the container is not the container's.");
        a.call(Helper.CURRENT_PID_TGID).shiftRight(RESULT, 32).store(FRAME, process, RESULT, 4);
        lookup(maps.own(), process, ignored);
    }

    /** The process whose number is in RESULT is the container's own from now on. Goes on; a full table is a loss. */
    void own() {
        Label kept = label("kept");
        a.store(FRAME, process, RESULT, 4).store(FRAME, one, 1, Long.BYTES);
        a.map(A1, maps.own()).address(A2, process).address(A3, one).set(A4, 0).call(Helper.MAP_UPDATE);
        a.jumpIf(RESULT, Condition.EQUAL, 0, kept);
        lose(Records.Kind.PROCESS, kept);
        a.at(kept);
    }

    /** Counts a record that is lost. Goes to {@code next}, or on. */
    private void lose(Records.Kind kind, Label next) {
        a.store(FRAME, lost, kind.number(), 4);
        lookup(maps.lost(), lost, next);
        a.set(A1, 1).addAtomically(RESULT, 0, A1);
    }

    /** {@code to} = the inode of what the task runs. */
    void executable(Register to) {
        a.follow(
                to,
                TASK,
                kernel.field("task_struct", "mm"),
                kernel.field("mm_struct", "exe_file"),
                kernel.field("file", "f_inode"));
    }

    private Field subsystem() {
        Field all = kernel.field("css_set", "subsys");
        return new Field(all.offset() + Long.BYTES * kernel.subsystem(), Long.BYTES, 0);
    }

    /** The same for the cgroup whose number is in RESULT. */
    void watchedCgroup(Label otherwise) {
        a.store(FRAME, cgroup, RESULT, Long.BYTES);
        lookup(maps.containers(), cgroup, otherwise);
        a.load(VALUE, RESULT, 0, Long.BYTES);
    }

    /** RESULT = address of an entry; goes to {@code otherwise} if there is none. */
    void lookup(BpfMap map, int keyAt, Label otherwise) {
        a.map(A1, map).address(A2, keyAt).call(Helper.MAP_LOOKUP);
        a.jumpIf(RESULT, Condition.EQUAL, 0, otherwise);
    }

    /**
     * RECORD = room for a record in a ring. If there is none, the loss is counted and it goes to {@code full}. All bytes that
     * nobody writes are what was there before, so whoever uses a layout writes all of it.
     */
    void reserve(BpfMap ring, Layout layout, Records.Kind kind, Label full) {
        Label room = label("room");
        a.say("Room for a record of " + layout.size() + " bytes; none is a loss, which is counted.");
        a.map(A1, ring).set(A2, layout.size()).set(A3, 0).call(Helper.RINGBUF_RESERVE);
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, room);
        lose(kind, full);
        a.jump(full);
        a.at(room).copy(RECORD, RESULT);
        a.store(RECORD, layout.offset("kind"), kind.number(), 4);
        a.store(RECORD, layout.offset("flags"), 0, 4);
        a.call(Helper.KTIME_GET_BOOT_NS).store(RECORD, layout.offset("time"), RESULT, Long.BYTES);
        a.load(A1, FRAME, cgroup, Long.BYTES).store(RECORD, layout.offset("cgroup"), A1, Long.BYTES);
    }

    /** Writes who the task is. Needs TASK. */
    void process(Layout layout) {
        a.say("Who: numbers on the host and in the container, user, when it began, what it runs.");
        a.call(Helper.CURRENT_PID_TGID).store(RECORD, layout.offset("tid"), RESULT, 4);
        a.shiftRight(RESULT, 32).store(RECORD, layout.offset("pid"), RESULT, 4);
        a.call(Helper.CURRENT_UID_GID).store(RECORD, layout.offset("uid"), RESULT, 4);
        a.shiftRight(RESULT, 32).store(RECORD, layout.offset("gid"), RESULT, 4);
        a.copy(A1, RECORD).add(A1, layout.offset("comm")).set(A2, 16).call(Helper.CURRENT_COMM);
        Field parent = kernel.field("task_struct", "real_parent");
        Field leader = kernel.field("task_struct", "group_leader");
        Field start = kernel.field("task_struct", "start_boottime", "real_start_time");
        a.follow(RESULT, TASK, parent, kernel.field("task_struct", "tgid"));
        a.store(RECORD, layout.offset("parent"), RESULT, 4);
        a.follow(RESULT, TASK, leader, start).store(RECORD, layout.offset("start"), RESULT, Long.BYTES);
        executable(A4);
        a.follow(RESULT, A4, kernel.field("inode", "i_ino"));
        a.store(RECORD, layout.offset("program"), RESULT, Long.BYTES);
        innerPid(layout);
    }

    /** The process's number in the innermost namespace it is in: pid.numbers[pid.level].nr. */
    private void innerPid(Layout layout) {
        int slot = a.room(Long.BYTES);
        a.follow(A4, TASK, kernel.field("task_struct", "group_leader"), kernel.field("task_struct", "thread_pid"));
        a.store(FRAME, slot, A4, Long.BYTES);
        a.follow(RESULT, A4, kernel.field("pid", "level"));
        a.and(RESULT, 31).multiply(RESULT, kernel.types().sizeOf("upid"));
        a.load(A4, FRAME, slot, Long.BYTES).add(A4, RESULT);
        Field number = new Field(
                kernel.field("pid", "numbers").offset()
                        + kernel.field("upid", "nr").offset(),
                4,
                0);
        a.follow(RESULT, A4, number).store(RECORD, layout.offset("innerPid"), RESULT, 4);
    }

    /** Hands the record over. Who reads looks by itself, so nobody is woken. */
    void submit() {
        a.copy(A1, RECORD).set(A2, 1).call(Helper.RINGBUF_SUBMIT);
    }
}
