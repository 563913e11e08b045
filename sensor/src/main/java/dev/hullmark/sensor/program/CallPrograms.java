package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.A4;
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
import dev.hullmark.sensor.linux.SystemCall;

/**
 * On {@code sys_exit(registers, result)}: system calls, at their end, when their result is known and what was opened is in
 * the kernel's own tables. {@link #dispatch} goes to the program of the call's number; most calls have none.
 */
final class CallPrograms {
    /** In thread_info.status: a 32-bit call, whose numbers mean other calls. */
    private static final int COMPAT = 2;

    private final Kernel kernel;
    private final Maps maps;

    CallPrograms(Kernel kernel, Maps maps) {
        this.kernel = kernel;
        this.maps = maps;
    }

    /** Goes to the program of the call. */
    Code dispatch() {
        var a = new Assembler("hm_calls");
        a.copy(CONTEXT, A1).load(A4, CONTEXT, 0, Long.BYTES);
        a.follow(A3, A4, kernel.field("pt_regs", "orig_ax", "syscallno"));
        a.copy(A1, CONTEXT).map(A2, maps.programs()).call(Helper.TAIL_CALL);
        return a.end(0).assemble();
    }

    /** A call that is told as it is: its number, result, arguments and the texts they point to. */
    Code notable() {
        var a = new Assembler("hm_call");
        var snippets = new Snippets(kernel, maps, a);
        var ignored = new Label("ignored");
        var anyResult = new Label("any_result");
        var anyPath = new Label("any_path");
        Layout layout = Records.CALL;
        int number = a.room(Long.BYTES);
        int prefix = a.room(Long.BYTES);
        int options = a.room(Long.BYTES);
        begin(a, snippets, ignored);
        a.load(A4, CONTEXT, 0, Long.BYTES).follow(RESULT, A4, kernel.field("pt_regs", "orig_ax", "syscallno"));
        a.store(FRAME, number, RESULT, Long.BYTES);
        a.say("What is to be told of this call.");
        snippets.lookup(maps.calls(), number, ignored);
        a.load(A1, RESULT, 0, Long.BYTES).store(FRAME, options, A1, Long.BYTES);
        a.copy(A2, A1).and(A2, Watch.FAILED).jumpIf(A2, Condition.NOT_EQUAL, 0, anyResult);
        a.load(A2, CONTEXT, 8, Long.BYTES).jumpIf(A2, Condition.SIGNED_LESS, 0, ignored);
        a.at(anyResult).and(A1, Watch.PREFIXED).jumpIf(A1, Condition.EQUAL, 0, anyPath);
        a.say("Only paths that begin with a prefix of 8 letters.");
        pointer(a, snippets, options, 0, prefix);
        a.address(A1, prefix).set(A2, Long.BYTES).call(Helper.PROBE_READ_USER);
        snippets.lookup(maps.prefixes(), prefix, ignored);
        a.at(anyPath);
        snippets.notTheRuntime(ignored);
        snippets.reserve(maps.urgent(), layout, Records.Kind.CALL, ignored);
        snippets.process(layout);
        a.load(A1, FRAME, number, Long.BYTES).store(RECORD, layout.offset("number"), A1, Long.BYTES);
        a.load(A1, CONTEXT, 8, Long.BYTES).store(RECORD, layout.offset("result"), A1, Long.BYTES);
        for (int i = 0; i < 6; i++) {
            argument(a, i);
            a.store(RECORD, layout.offset("arguments") + 8 * i, RESULT, Long.BYTES);
        }
        text(a, snippets, layout, options, 0, "first");
        text(a, snippets, layout, options, 1, "second");
        snippets.submit();
        a.at(ignored).end(0);
        return a.assemble();
    }

    /** A connection to a socket in the file system, once for each program and name. */
    Code connect() {
        var a = new Assembler("hm_connect");
        var snippets = new Snippets(kernel, maps, a);
        var once = new OnceSnippet(kernel, maps, a, snippets);
        var ignored = new Label("ignored");
        Layout layout = Records.CALL;
        int address = a.room(112);
        begin(a, snippets, ignored);
        a.say("AF_UNIX is family 1; a name that begins with / is a file's.");
        for (int i = 0; i < 112; i += 8) {
            a.store(FRAME, address + i, 0, Long.BYTES);
        }
        argument(a, 2);
        var fits = new Label("fits");
        a.copy(A2, RESULT).jumpIf(A2, Condition.AT_MOST, 110, fits).set(A2, 110);
        int length = a.room(Long.BYTES);
        a.at(fits).store(FRAME, length, A2, Long.BYTES);
        argument(a, 1);
        a.copy(A3, RESULT)
                .load(A2, FRAME, length, Long.BYTES)
                .address(A1, address)
                .call(Helper.PROBE_READ_USER);
        a.load(A1, FRAME, address, 2).jumpIf(A1, Condition.NOT_EQUAL, 1, ignored);
        a.load(A1, FRAME, address + 2, 1).jumpIf(A1, Condition.NOT_EQUAL, '/', ignored);
        once.kind(Records.Kind.CONNECT);
        a.say("The name, folded to a number.");
        a.set(RESULT, 0);
        for (int i = 0; i < 112; i += 8) {
            a.load(A1, FRAME, address + i, Long.BYTES).multiply(RESULT, 31).add(RESULT, A1);
        }
        once.subject();
        once.check(ignored);
        snippets.notTheRuntime(ignored);
        snippets.reserve(maps.urgent(), layout, Records.Kind.CONNECT, ignored);
        snippets.process(layout);
        a.store(RECORD, layout.offset("number"), (int) SystemCall.CONNECT.number(), Long.BYTES);
        a.load(A1, CONTEXT, 8, Long.BYTES).store(RECORD, layout.offset("result"), A1, Long.BYTES);
        for (int i = 0; i < 6; i++) {
            a.store(RECORD, layout.offset("arguments") + 8 * i, 0, Long.BYTES);
        }
        a.store(RECORD, layout.offset("second"), 0, 1);
        a.address(A3, address + 2);
        a.copy(A1, RECORD).add(A1, layout.offset("first")).set(A2, 108).call(Helper.PROBE_READ_KERNEL_STR);
        snippets.submit();
        a.at(ignored).end(0);
        return a.assemble();
    }

    /** Begins a program: a 64-bit call of a container's task. */
    void begin(Assembler a, Snippets snippets, Label ignored) {
        a.copy(CONTEXT, A1);
        snippets.task();
        kernel.types().find("task_struct", "thread_info.status").ifPresent(status -> {
            a.say("32-bit programs have other numbers.");
            a.follow(RESULT, TASK, status).and(RESULT, COMPAT).jumpIf(RESULT, Condition.NOT_EQUAL, 0, ignored);
        });
        snippets.watched(ignored);
    }

    /** RESULT = an argument of the call. */
    void argument(Assembler a, int number) {
        String[] registers = {"di", "si", "dx", "r10", "r8", "r9"};
        a.load(A4, CONTEXT, 0, Long.BYTES);
        a.follow(
                RESULT,
                A4,
                kernel.types()
                        .find("pt_regs", registers[number])
                        .orElseGet(() -> new dev.hullmark.sensor.btf.Field(8 * number, Long.BYTES, 0)));
    }

    /** A3 = the {@code nth} argument that is a text, 0 if there are fewer. {@code slot} is room for a number. */
    private void pointer(Assembler a, Snippets snippets, int options, int nth, int slot) {
        Label done = snippets.label("pointer");
        int count = a.room(Long.BYTES);
        a.set(RESULT, 0).store(FRAME, slot, RESULT, Long.BYTES).store(FRAME, count, RESULT, Long.BYTES);
        for (int i = 0; i < 6; i++) {
            Label next = snippets.label("argument");
            a.load(A1, FRAME, options, Long.BYTES).and(A1, 1 << i).jumpIf(A1, Condition.EQUAL, 0, next);
            a.load(A1, FRAME, count, Long.BYTES).add(A1, 1).store(FRAME, count, A1, Long.BYTES);
            a.jumpIf(A1, Condition.NOT_EQUAL, nth + 1, next);
            argument(a, i);
            a.store(FRAME, slot, RESULT, Long.BYTES).jump(done);
            a.at(next);
        }
        a.at(done).load(A3, FRAME, slot, Long.BYTES);
    }

    private void text(Assembler a, Snippets snippets, Layout layout, int options, int nth, String part) {
        int slot = a.room(Long.BYTES);
        a.store(RECORD, layout.offset(part), 0, 1);
        pointer(a, snippets, options, nth, slot);
        a.copy(A1, RECORD)
                .add(A1, layout.offset(part))
                .set(A2, Limits.TEXT_BYTES)
                .call(Helper.PROBE_READ_USER_STR);
    }
}
