package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static dev.hullmark.sensor.bpf.Register.TASK;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;

/** On {@code sched_process_exit}: a container's process ends. */
final class ExitProgram {
    private ExitProgram() {}

    static Code code(Kernel kernel, Maps maps) {
        var a = new Assembler("hm_exit");
        var snippets = new Snippets(kernel, maps, a);
        var ignored = new Label("ignored");
        int process = a.room(Long.BYTES);
        a.copy(CONTEXT, A1);
        snippets.task();
        a.say("Threads end, too; a process ends with its last one.");
        a.follow(RESULT, TASK, kernel.field("task_struct", "signal"), kernel.field("signal_struct", "live.counter"));
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, ignored);
        a.call(Helper.CURRENT_PID_TGID).shiftRight(RESULT, 32).store(FRAME, process, RESULT, Long.BYTES);
        a.map(A1, maps.own()).address(A2, process).call(Helper.MAP_DELETE);
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, ignored);
        snippets.watched(ignored);
        snippets.reserve(maps.urgent(), Records.EXIT, Records.Kind.EXIT, ignored);
        snippets.process(Records.EXIT);
        a.follow(RESULT, TASK, kernel.field("task_struct", "exit_code"));
        a.store(RECORD, Records.EXIT.offset("code"), RESULT, 4);
        snippets.submit();
        a.at(ignored).end(0);
        return a.assemble();
    }
}
