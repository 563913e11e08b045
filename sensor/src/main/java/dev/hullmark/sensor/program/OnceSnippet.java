package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RESULT;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;

/**
 * Tells a thing once for each program of a container: a compiler opens the same files thousands of times. The table forgets
 * what was not used for long, and then it is told again.
 */
final class OnceSnippet {
    private final Kernel kernel;
    private final Maps maps;
    private final Assembler a;
    private final Snippets snippets;
    /** {cgroup 8, subject 8, program's inode 8, kind 4 and device 4}, as {@link Maps#seen} has it. */
    private final int key;

    private final int one;

    OnceSnippet(Kernel kernel, Maps maps, Assembler assembler, Snippets snippets) {
        this.kernel = kernel;
        this.maps = maps;
        this.snippets = snippets;
        a = assembler;
        key = a.room(Maps.SEEN_BYTES);
        one = a.room(Long.BYTES);
    }

    /** Begins: the cgroup, the program and what kind of thing. Needs TASK; RESULT may have the device of the subject. */
    void kind(Records.Kind kind) {
        a.store(FRAME, key + 24, kind.number(), Long.BYTES);
        a.load(RESULT, FRAME, snippets.cgroup(), Long.BYTES).store(FRAME, key, RESULT, Long.BYTES);
        snippets.executable(A4);
        a.follow(RESULT, A4, kernel.field("inode", "i_ino"));
        a.store(FRAME, key + 16, RESULT, Long.BYTES);
    }

    /** What it is about is in RESULT. */
    void subject() {
        a.store(FRAME, key + 8, RESULT, Long.BYTES);
    }

    /** Its device is in RESULT. */
    void device() {
        a.store(FRAME, key + 28, RESULT, 4);
    }

    /** Goes to {@code known} if it was told; from now on it was. */
    void check(Label known) {
        a.say("Told already? Then not again.");
        a.map(A1, maps.seen()).address(A2, key).call(Helper.MAP_LOOKUP);
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, known);
        a.store(FRAME, one, 1, Long.BYTES);
        a.map(A1, maps.seen()).address(A2, key).address(A3, one).set(A4, 0).call(Helper.MAP_UPDATE);
    }
}
