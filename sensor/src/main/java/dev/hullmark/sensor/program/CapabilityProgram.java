package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A5;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static dev.hullmark.sensor.bpf.Register.TASK;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;

/**
 * On {@code cap_capable(cred, target ns, capable ns, capability, result)}: a capability was asked for and granted. What the
 * kernel asks itself is left out: the runtime's work and overlayfs's, which borrows
 * the credentials of who mounted it. Each is told once for each program of a container.
 */
final class CapabilityProgram {
    private CapabilityProgram() {}

    static Code code(Kernel kernel, Maps maps) {
        var a = new Assembler("hm_capability");
        var snippets = new Snippets(kernel, maps, a);
        var once = new OnceSnippet(kernel, maps, a, snippets);
        var ignored = new Label("ignored");
        Layout layout = Records.CAPABILITY;
        int capability = a.room(Long.BYTES);
        a.copy(CONTEXT, A1);
        a.say("Granted only.");
        a.load(RESULT, CONTEXT, 32, Long.BYTES).shiftLeft(RESULT, 32);
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, ignored);
        a.load(RESULT, CONTEXT, 24, Long.BYTES).and(RESULT, 0xff).store(FRAME, capability, RESULT, Long.BYTES);
        snippets.task();
        snippets.watched(ignored);
        a.say("Borrowed credentials are no use of the task's own.");
        a.follow(A5, TASK, kernel.field("task_struct", "real_cred"));
        a.load(A1, CONTEXT, 0, Long.BYTES).jumpIf(A1, Condition.NOT_EQUAL, A5, ignored);
        once.kind(Records.Kind.CAPABILITY);
        a.load(RESULT, FRAME, capability, Long.BYTES);
        once.subject();
        once.check(ignored);
        snippets.notTheRuntime(ignored);
        snippets.reserve(maps.urgent(), layout, Records.Kind.CAPABILITY, ignored);
        snippets.process(layout);
        a.load(RESULT, FRAME, capability, Long.BYTES).store(RECORD, layout.offset("capability"), RESULT, 4);
        snippets.submit();
        a.at(ignored).end(0);
        return a.assemble();
    }
}
