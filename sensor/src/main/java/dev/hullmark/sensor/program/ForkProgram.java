package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RESULT;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Label;

/** On {@code sched_process_fork(parent, child)}: what a container's own process forks is the container's own. */
final class ForkProgram {
    private ForkProgram() {}

    static Code code(Kernel kernel, Maps maps) {
        var a = new Assembler("hm_fork");
        var snippets = new Snippets(kernel, maps, a);
        var ignored = new Label("ignored");
        int parent = a.room(Long.BYTES);
        a.copy(CONTEXT, A1).load(A4, CONTEXT, 0, Long.BYTES);
        a.follow(RESULT, A4, kernel.field("task_struct", "tgid")).store(FRAME, parent, RESULT, Long.BYTES);
        snippets.lookup(maps.own(), parent, ignored);
        a.say("A thread is of the same process.");
        a.load(A4, CONTEXT, 8, Long.BYTES).follow(RESULT, A4, kernel.field("task_struct", "tgid"));
        a.load(A1, FRAME, parent, Long.BYTES).jumpIf(A1, Condition.EQUAL, RESULT, ignored);
        snippets.own();
        a.at(ignored).end(0);
        return a.assemble();
    }
}
