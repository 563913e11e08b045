package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static dev.hullmark.sensor.bpf.Register.TASK;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Whether a new program's environment has LD_PRELOAD. It is looked for here and nothing else leaves the process: what is in
 * an environment is often secret.
 */
final class Environment {
    /** Variables that are looked at. */
    private static final int MOST = 48;

    /** Bytes of a variable that are stepped over at once; a longer one takes several steps. */
    private static final int VARIABLE_BYTES = 128;

    private static final long PRELOAD = ByteBuffer.wrap("LD_PRELO".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();

    private final Kernel kernel;
    private final Assembler a;
    private final int at;
    private final int steps;
    private final int variable;

    Environment(Kernel kernel, Assembler assembler) {
        this.kernel = kernel;
        a = assembler;
        at = a.room(Long.BYTES);
        steps = a.room(Long.BYTES);
        variable = a.room(VARIABLE_BYTES);
    }

    /** Adds the flag to the record, if it has. */
    void preload(Layout layout) {
        var next = new Label("next_variable");
        var found = new Label("preload");
        var done = new Label("environment_done");
        a.say("LD_PRELOAD: variable by variable from env_start; the values stay where they are.");
        a.follow(A4, TASK, kernel.field("task_struct", "mm"), kernel.field("mm_struct", "env_start"));
        a.store(FRAME, at, A4, Long.BYTES).set(RESULT, 0).store(FRAME, steps, RESULT, Long.BYTES);
        a.at(next).load(RESULT, FRAME, steps, Long.BYTES).jumpIf(RESULT, Condition.AT_LEAST, MOST, done);
        a.add(RESULT, 1).store(FRAME, steps, RESULT, Long.BYTES);
        a.load(A3, FRAME, at, Long.BYTES).address(A1, variable).set(A2, VARIABLE_BYTES);
        a.call(Helper.PROBE_READ_USER_STR).jumpIf(RESULT, Condition.SIGNED_LESS, 2, done);
        a.load(A1, FRAME, variable, Long.BYTES).setLong(A2, PRELOAD).jumpIf(A1, Condition.EQUAL, A2, found);
        a.load(A1, FRAME, at, Long.BYTES)
                .add(A1, RESULT)
                .store(FRAME, at, A1, Long.BYTES)
                .jump(next);
        a.at(found);
        a.load(A1, RECORD, layout.offset("flags"), 4).or(A1, Flags.PRELOAD);
        a.store(RECORD, layout.offset("flags"), A1, 4);
        a.at(done);
    }
}
