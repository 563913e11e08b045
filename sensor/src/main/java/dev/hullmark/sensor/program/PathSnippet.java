package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.A5;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;

import dev.hullmark.sensor.Limits;
import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;
import dev.hullmark.sensor.btf.Field;

/**
 * The path of an open file in its mount namespace, from the kernel's own tree and not from what the process said: the names
 * from the file up to the root, each ended by a zero. {@link FilePath} turns them round.
 */
final class PathSnippet {
    private final Kernel kernel;
    private final Assembler a;
    private final int entry;
    private final int mount;
    private final int steps;

    PathSnippet(Kernel kernel, Assembler assembler) {
        this.kernel = kernel;
        a = assembler;
        entry = a.room(Long.BYTES);
        mount = a.room(Long.BYTES);
        steps = a.room(Long.BYTES);
    }

    /** Writes the path of the {@code struct file} whose address is on the stack. Leaves CONTEXT, RECORD, TASK, VALUE. */
    void write(Layout layout, int fileAt) {
        var next = new Label("next_name");
        var up = new Label("up_a_mount");
        var full = new Label("path_full");
        var done = new Label("path_done");
        Field path = kernel.field("file", "f_path");
        a.say("The path: names from the file up to the root, through the mounts it lies in.");
        a.load(A4, FRAME, fileAt, Long.BYTES);
        a.follow(A5, A4, at(path, kernel.field("path", "dentry"))).store(FRAME, entry, A5, Long.BYTES);
        a.load(A4, FRAME, fileAt, Long.BYTES);
        a.follow(A5, A4, at(path, kernel.field("path", "mnt"))).store(FRAME, mount, A5, Long.BYTES);
        a.set(RESULT, 0);
        a.store(FRAME, steps, RESULT, Long.BYTES);
        a.say(
                "What is written is counted in the record: what the verifier does not follow, it need not try in every way.");
        a.store(RECORD, layout.offset("pathLength"), RESULT, 4);

        a.at(next).load(RESULT, FRAME, steps, Long.BYTES);
        a.jumpIf(RESULT, Condition.AT_LEAST, Limits.PATH_STEPS, done);
        a.add(RESULT, 1).store(FRAME, steps, RESULT, Long.BYTES);
        a.load(A4, FRAME, mount, Long.BYTES).follow(A5, A4, kernel.field("vfsmount", "mnt_root"));
        a.load(A4, FRAME, entry, Long.BYTES).jumpIf(A4, Condition.EQUAL, A5, up);
        name(layout, done, full);
        parent(next, done);
        a.at(up);
        parentMount(next, done);
        a.at(full).set(RESULT, Limits.PATH_STEPS).store(FRAME, steps, RESULT, Long.BYTES);
        a.at(done);
        a.load(RESULT, FRAME, steps, Long.BYTES).store(RECORD, layout.offset("pathSteps"), RESULT, 4);
    }

    private void name(Layout layout, Label done, Label full) {
        a.follow(A3, A4, at(kernel.field("dentry", "d_name"), kernel.field("qstr", "name")));
        a.load(RESULT, RECORD, layout.offset("pathLength"), 4).and(RESULT, Limits.PATH_BYTES - 1);
        a.copy(A1, RECORD).add(A1, layout.offset("path")).add(A1, RESULT);
        a.set(A2, Limits.NAME_BYTES).call(Helper.PROBE_READ_KERNEL_STR);
        a.jumpIf(RESULT, Condition.SIGNED_LESS, 1, done);
        a.load(A1, RECORD, layout.offset("pathLength"), 4).add(A1, RESULT);
        a.jumpIf(A1, Condition.AT_LEAST, Limits.PATH_BYTES, full);
        a.store(RECORD, layout.offset("pathLength"), A1, 4);
    }

    private void parent(Label next, Label done) {
        a.load(A4, FRAME, entry, Long.BYTES).follow(A5, A4, kernel.field("dentry", "d_parent"));
        a.load(A4, FRAME, entry, Long.BYTES).jumpIf(A4, Condition.EQUAL, A5, done);
        a.store(FRAME, entry, A5, Long.BYTES).jump(next);
    }

    /** A {@code vfsmount} is a part of a {@code mount}, which knows what it is mounted on. */
    private void parentMount(Label next, Label done) {
        int part = kernel.field("mount", "mnt").offset();
        a.load(A4, FRAME, mount, Long.BYTES).add(A4, -part);
        a.follow(A5, A4, kernel.field("mount", "mnt_mountpoint")).store(FRAME, entry, A5, Long.BYTES);
        a.load(A4, FRAME, mount, Long.BYTES).add(A4, -part);
        a.follow(A5, A4, kernel.field("mount", "mnt_parent")).add(A5, part);
        a.load(A4, FRAME, mount, Long.BYTES).jumpIf(A4, Condition.EQUAL, A5, done);
        a.store(FRAME, mount, A5, Long.BYTES).jump(next);
    }

    /** A field of a structure that is itself a field, not behind a pointer. */
    static Field at(Field outer, Field inner) {
        return new Field(outer.offset() + inner.offset(), inner.bytes(), inner.type());
    }
}
