package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.A5;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static dev.hullmark.sensor.bpf.Register.TASK;

import dev.hullmark.sensor.Limits;
import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;
import dev.hullmark.sensor.btf.Field;

/**
 * On {@code sched_process_exec(task, old pid, binprm)}: a process has become another program and has not run any of it yet.
 * Tells of it, and kills it if it is not the image's and the policy says so.
 */
final class ExecProgram {
    private static final int S_IFMT = 0xf000;
    private static final int S_IFSOCK = 0xc000;

    private final Kernel kernel;
    private final Maps maps;
    private final Assembler a = new Assembler("hm_exec");
    private final Snippets snippets;
    private final FileSnippet file;
    private final PathSnippet path;
    private final Environment environment;
    private final int program = a.room(Long.BYTES);
    /** 1 if the task has gone into the host's mount namespace. */
    private final int outside = a.room(Long.BYTES);

    ExecProgram(Kernel kernel, Maps maps) {
        this.kernel = kernel;
        this.maps = maps;
        snippets = new Snippets(kernel, maps, a);
        file = new FileSnippet(kernel, maps, a, snippets);
        path = new PathSnippet(kernel, a);
        environment = new Environment(kernel, a);
    }

    Code code() {
        Layout layout = Records.EXEC;
        var ignored = new Label("ignored");
        var kill = new Label("kill");
        var tell = new Label("tell");
        a.copy(CONTEXT, A1);
        snippets.task();
        snippets.watched(ignored);
        a.load(A4, CONTEXT, 16, Long.BYTES).store(FRAME, program, A4, Long.BYTES);
        a.set(RESULT, 0).store(FRAME, outside, RESULT, Long.BYTES);
        hostMounts(ignored);
        a.load(A4, FRAME, program, Long.BYTES).follow(A4, A4, kernel.field("linux_binprm", "file"));
        file.examine(ignored);
        entered();
        script();
        socketInput();
        file.judge(Policy.KILL_EXECUTED, kill);
        a.jump(tell);
        a.at(kill).say("Killed now, while none of its own instructions has run.");
        file.kill();
        a.at(tell);
        snippets.reserve(maps.urgent(), layout, Records.Kind.EXEC, ignored);
        // Before the loops: of what is on the stack and still needed, the verifier would try every value in each of
        // them.
        file.write(layout);
        snippets.process(layout);
        parent(layout);
        names(layout);
        arguments(layout);
        environment.preload(layout);
        path.write(layout, file.file());
        snippets.submit();
        a.at(ignored).end(0);
        return a.assemble();
    }

    /**
     * runc executes itself in the container's cgroup and the host's mount namespace before it becomes the container. A process
     * that does the same and ran the container's own program before has entered the host's namespace.
     */
    private void hostMounts(Label ignored) {
        var inContainer = new Label("in_its_own_mounts");
        var known = new Label("known");
        a.say("In the host's mount namespace it is the runtime, on its way in, or somebody who got out.");
        a.follow(
                RESULT,
                TASK,
                kernel.field("task_struct", "nsproxy"),
                kernel.field("nsproxy", "mnt_ns"),
                PathSnippet.at(kernel.field("mnt_namespace", "ns"), kernel.field("ns_common", "inum")));
        a.jumpIf(RESULT, Condition.NOT_EQUAL, kernel.hostMounts(), inContainer);
        snippets.notTheRuntime(ignored);
        a.set(RESULT, 1).store(FRAME, outside, RESULT, Long.BYTES).jump(known);
        a.at(inContainer).say("It, and what it forks, is the container's own from now on.");
        a.call(Helper.CURRENT_PID_TGID).shiftRight(RESULT, 32);
        snippets.own();
        a.at(known);
    }

    private void entered() {
        Label none = snippets.label("not_entered");
        a.load(RESULT, FRAME, outside, Long.BYTES).jumpIf(RESULT, Condition.EQUAL, 0, none);
        file.flag(Flags.HOST_MOUNTS);
        a.at(none);
    }

    /** The interpreter's name is another address than the file's own where the first line named one. */
    private void script() {
        Label none = snippets.label("no_script");
        a.load(A4, FRAME, program, Long.BYTES).follow(RESULT, A4, kernel.field("linux_binprm", "interp"));
        int interpreter = a.room(Long.BYTES);
        a.store(FRAME, interpreter, RESULT, Long.BYTES);
        a.load(A4, FRAME, program, Long.BYTES).follow(A5, A4, kernel.field("linux_binprm", "filename"));
        a.load(A4, FRAME, interpreter, Long.BYTES).jumpIf(A4, Condition.EQUAL, A5, none);
        file.flag(Flags.SCRIPT);
        a.at(none);
    }

    /** Descriptor 0: task.files.fdt.fd[0]. */
    private void socketInput() {
        Label none = snippets.label("no_socket");
        a.follow(
                RESULT,
                TASK,
                kernel.field("task_struct", "files"),
                kernel.field("files_struct", "fdt"),
                kernel.field("fdtable", "fd"),
                new Field(0, Long.BYTES, 0),
                kernel.field("file", "f_inode"),
                kernel.field("inode", "i_mode"));
        a.and(RESULT, S_IFMT).jumpIf(RESULT, Condition.NOT_EQUAL, S_IFSOCK, none);
        file.flag(Flags.SOCKET_INPUT);
        a.at(none);
    }

    private void parent(Layout layout) {
        Field parent = kernel.field("task_struct", "real_parent");
        a.say(
                "Its parent: when it began, and in which cgroup. One in another was put into the container from outside.");
        a.follow(
                RESULT,
                TASK,
                parent,
                kernel.field("task_struct", "group_leader"),
                kernel.field("task_struct", "start_boottime", "real_start_time"));
        a.store(RECORD, layout.offset("parentStart"), RESULT, Long.BYTES);
        a.follow(
                RESULT,
                TASK,
                parent,
                kernel.field("task_struct", "cgroups"),
                kernel.field("css_set", "dfl_cgrp"),
                kernel.field("cgroup", "kn"),
                kernel.field("kernfs_node", "id"));
        a.store(RECORD, layout.offset("parentCgroup"), RESULT, Long.BYTES);
        a.follow(A4, TASK, parent);
        a.copyKernel(RECORD, layout.offset("parentComm"), A4, kernel.field("task_struct", "comm"), 16);
    }

    private void names(Layout layout) {
        a.say("How it was called, and by which interpreter.");
        text(layout, "filename");
        text(layout, "interpreter");
    }

    private void text(Layout layout, String part) {
        a.load(A4, FRAME, program, Long.BYTES);
        a.follow(A3, A4, kernel.field("linux_binprm", part.equals("filename") ? "filename" : "interp"));
        a.copy(A1, RECORD)
                .add(A1, layout.offset(part))
                .set(A2, Limits.TEXT_BYTES)
                .call(Helper.PROBE_READ_KERNEL_STR);
    }

    /** The process's memory from arg_start to arg_end, as far as there is room. */
    private void arguments(Layout layout) {
        Label fits = snippets.label("arguments_fit");
        int start = a.room(Long.BYTES);
        a.follow(A4, TASK, kernel.field("task_struct", "mm"), kernel.field("mm_struct", "arg_start"));
        a.store(FRAME, start, A4, Long.BYTES);
        a.follow(A2, TASK, kernel.field("task_struct", "mm"), kernel.field("mm_struct", "arg_end"));
        a.load(A3, FRAME, start, Long.BYTES).subtract(A2, A3);
        a.store(RECORD, layout.offset("argumentsLength"), A2, 4);
        a.jumpIf(A2, Condition.AT_MOST, Limits.ARGUMENT_BYTES, fits);
        a.set(A2, Limits.ARGUMENT_BYTES);
        a.at(fits).store(RECORD, layout.offset("arguments"), A2, 4);
        a.copy(A1, RECORD).add(A1, layout.offset("argv")).call(Helper.PROBE_READ_USER);
    }
}
