package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.A5;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static dev.hullmark.sensor.bpf.Register.TASK;
import static dev.hullmark.sensor.bpf.Register.VALUE;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;
import dev.hullmark.sensor.btf.Field;

/** What a file is to its container: the image's own, or how it is not. */
final class FileSnippet {
    private static final int OVERLAY = 0x794c7630;
    private static final int TMPFS = 0x01021994;
    private static final int PROC = 0x9fa0;
    private static final int SYSFS = 0x62656572;
    private static final int CGROUP = 0x27e0eb;
    private static final int CGROUP2 = 0x63677270;
    private static final int SIGKILL = 9;

    private final Kernel kernel;
    private final Maps maps;
    private final Assembler a;
    private final Snippets snippets;
    private final int file;
    private final int inode;
    private final int flags;
    private final int magic;
    /** {cgroup 8, inode number 8, device 8}, as {@link Maps#allowed} has it. */
    private final int identity;

    FileSnippet(Kernel kernel, Maps maps, Assembler assembler, Snippets snippets) {
        this.kernel = kernel;
        this.maps = maps;
        this.snippets = snippets;
        a = assembler;
        file = a.room(Long.BYTES);
        inode = a.room(Long.BYTES);
        flags = a.room(Long.BYTES);
        magic = a.room(Long.BYTES);
        identity = a.room(3 * Long.BYTES);
    }

    /** Where on the stack the address of the {@code struct file} is. */
    int file() {
        return file;
    }

    /** Where on the stack the address of the {@code struct inode} is. */
    int inode() {
        return inode;
    }

    /** Where on the stack the {@link Flags} are. */
    int flags() {
        return flags;
    }

    /** Where on the stack {cgroup, inode number, device} are. */
    int identity() {
        return identity;
    }

    /** Begins with the {@code struct file} whose address is in A4; goes to {@code none} if it has no inode. Needs TASK. */
    void examine(Label none) {
        a.store(FRAME, file, A4, Long.BYTES);
        a.store(FRAME, flags, 0, Long.BYTES);
        a.follow(A5, A4, kernel.field("file", "f_inode")).store(FRAME, inode, A5, Long.BYTES);
        a.jumpIf(A5, Condition.EQUAL, 0, none);
        a.load(RESULT, FRAME, snippets.cgroup(), Long.BYTES).store(FRAME, identity, RESULT, Long.BYTES);
        a.follow(RESULT, A5, kernel.field("inode", "i_ino")).store(FRAME, identity + 8, RESULT, Long.BYTES);
        a.load(A5, FRAME, inode, Long.BYTES);
        a.follow(RESULT, A5, kernel.field("inode", "i_sb"), kernel.field("super_block", "s_dev"));
        a.store(FRAME, identity + 16, RESULT, Long.BYTES);
        drift();
    }

    private void drift() {
        Label foreign = snippets.label("foreign");
        Label overlay = snippets.label("overlay");
        Label links = snippets.label("links");
        Label memory = snippets.label("memory");
        Label named = snippets.label("named");
        Label done = snippets.label("known");
        a.say(
                "Is it the image's? Not if it lies on another file system than the root, was written above the image, or has");
        a.say("no name any more.");
        a.load(A4, FRAME, inode, Long.BYTES);
        a.follow(RESULT, A4, kernel.field("inode", "i_sb"), kernel.field("super_block", "s_magic"));
        a.store(FRAME, magic, RESULT, Long.BYTES);
        a.follow(
                A5,
                TASK,
                kernel.field("task_struct", "fs"),
                PathSnippet.at(kernel.field("fs_struct", "root"), kernel.field("path", "mnt")),
                kernel.field("vfsmount", "mnt_sb"));
        // The root's file system survives the next read on the stack.
        int root = a.room(Long.BYTES);
        a.store(FRAME, root, A5, Long.BYTES);
        a.load(A4, FRAME, inode, Long.BYTES).follow(A4, A4, kernel.field("inode", "i_sb"));
        a.load(A5, FRAME, root, Long.BYTES).jumpIf(A4, Condition.NOT_EQUAL, A5, foreign);
        a.load(RESULT, FRAME, magic, Long.BYTES).jumpIf(RESULT, Condition.EQUAL, OVERLAY, overlay);
        flag(Flags.NO_OVERLAY).jump(links);

        a.at(overlay).load(A4, FRAME, inode, Long.BYTES);
        a.follow(A4, A4, upperEntry(), kernel.field("dentry", "d_inode"));
        a.jumpIf(A4, Condition.EQUAL, 0, links);
        flag(Flags.UPPER).jump(links);

        a.at(foreign).load(RESULT, FRAME, magic, Long.BYTES);
        a.jumpIf(RESULT, Condition.EQUAL, TMPFS, memory);
        engines(links);
        flag(Flags.FOREIGN).jump(links);
        a.at(memory);
        flag(Flags.MEMORY);

        a.at(links).load(A4, FRAME, inode, Long.BYTES).follow(RESULT, A4, kernel.field("inode", "i_nlink"));
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, done);
        a.load(RESULT, FRAME, magic, Long.BYTES).jumpIf(RESULT, Condition.NOT_EQUAL, TMPFS, named);
        flag(Flags.NAMELESS).jump(done);
        a.at(named);
        flag(Flags.DELETED);
        a.at(done);
    }

    /** Goes to {@code theirs} if it is a program that the engine mounts into containers: {@code docker run --init} does. */
    private void engines(Label theirs) {
        Label none = snippets.label("not_the_engines");
        int key = a.room(3 * Long.BYTES);
        a.set(RESULT, 0).store(FRAME, key, RESULT, Long.BYTES);
        a.load(RESULT, FRAME, identity + 8, Long.BYTES).store(FRAME, key + 8, RESULT, Long.BYTES);
        a.load(RESULT, FRAME, identity + 16, Long.BYTES).store(FRAME, key + 16, RESULT, Long.BYTES);
        snippets.lookup(maps.allowed(), key, none);
        a.jump(theirs);
        a.at(none);
    }

    /** Of overlayfs's own inode, where it keeps what was written above the image; it begins where the general part ends. */
    private Field upperEntry() {
        int offset = kernel.types()
                .find("ovl_inode", "__upperdentry")
                .map(upper ->
                        upper.offset() - kernel.field("ovl_inode", "vfs_inode").offset())
                .orElseGet(() -> kernel.types().sizeOf("inode"));
        return new Field(offset, Long.BYTES, 0);
    }

    /** Goes to {@code otherwise} if the file is the kernel's own: of /proc, /sys or a cgroup. */
    void onDisk(Label otherwise) {
        for (int own : new int[] {PROC, SYSFS, CGROUP, CGROUP2}) {
            a.load(RESULT, FRAME, magic, Long.BYTES).jumpIf(RESULT, Condition.EQUAL, own, otherwise);
        }
    }

    /** Adds a flag. Uses A1. */
    Assembler flag(int flag) {
        return a.load(A1, FRAME, flags, Long.BYTES).or(A1, flag).store(FRAME, flags, A1, Long.BYTES);
    }

    /**
     * Goes to {@code act} if the policy word in VALUE says so of this file, and the file is not one that is allowed.
     *
     * @param shift where in the word
     */
    void judge(int shift, Label act) {
        Label spared = snippets.label("spared");
        a.say("What the container's policy says of such a file, unless this one is allowed.");
        a.copy(A1, VALUE).shiftRight(A1, shift).and(A1, Flags.DRIFT);
        a.load(A2, FRAME, flags, Long.BYTES).and(A2, Flags.DRIFT);
        Label matching = snippets.label("matching");
        both(matching, spared);
        a.at(matching).map(A1, maps.allowed()).address(A2, identity).call(Helper.MAP_LOOKUP);
        a.jumpIf(RESULT, Condition.EQUAL, 0, act);
        a.at(spared);
    }

    private void both(Label matching, Label spared) {
        for (int bit = 1; bit <= Flags.DRIFT; bit <<= 1) {
            Label next = snippets.label("bit");
            a.copy(RESULT, A1).and(RESULT, bit).jumpIf(RESULT, Condition.EQUAL, 0, next);
            a.copy(RESULT, A2).and(RESULT, bit).jumpIf(RESULT, Condition.NOT_EQUAL, 0, matching);
            a.at(next);
        }
        a.jump(spared);
    }

    /** Kills the process before it returns to its own code. */
    void kill() {
        a.set(A1, SIGKILL).call(Helper.SEND_SIGNAL);
        flag(Flags.KILLED);
    }

    /** Writes which file it is; the path is written by {@link PathSnippet}. */
    void write(Layout layout) {
        a.load(RESULT, FRAME, flags, Long.BYTES).store(RECORD, layout.offset("flags"), RESULT, 4);
        a.load(RESULT, FRAME, identity + 8, Long.BYTES).store(RECORD, layout.offset("inode"), RESULT, Long.BYTES);
        a.load(RESULT, FRAME, identity + 16, Long.BYTES).store(RECORD, layout.offset("device"), RESULT, 4);
        a.load(A4, FRAME, inode, Long.BYTES).follow(RESULT, A4, kernel.field("inode", "i_mode"));
        a.store(RECORD, layout.offset("mode"), RESULT, 4);
    }
}
