package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Register;

/**
 * On functions of the security modules, where the kernel has them for programs (its list of modules has {@code bpf}): what the
 * policy denies is refused before it happens, with "operation not permitted". Scripts count as files that are executed.
 */
final class SecurityPrograms {
    private static final int REFUSED = -1;
    private static final int PROT_EXEC = 4;

    private final Kernel kernel;
    private final Maps maps;

    SecurityPrograms(Kernel kernel, Maps maps) {
        this.kernel = kernel;
        this.maps = maps;
    }

    /** {@code bprm_check_security(binprm)}: for the file, and for the interpreter its first line names. */
    Code execute() {
        var a = new Assembler("hm_deny_exec");
        var snippets = new Snippets(kernel, maps, a);
        return judge(a, snippets, Policy.DENY_EXECUTED, allowed -> {
            snippets.notTheRuntime(allowed);
            a.load(A4, CONTEXT, 0, Long.BYTES).follow(A4, A4, kernel.field("linux_binprm", "file"));
        });
    }

    /** {@code mmap_file(file, asked protection, protection, flags)}. */
    Code map() {
        var a = new Assembler("hm_deny_map");
        var snippets = new Snippets(kernel, maps, a);
        return judge(a, snippets, Policy.DENY_MAPPED, allowed -> {
            a.load(A4, CONTEXT, 0, Long.BYTES).jumpIf(A4, Condition.EQUAL, 0, allowed);
            a.load(A1, CONTEXT, 16, Long.BYTES).and(A1, PROT_EXEC).jumpIf(A1, Condition.EQUAL, 0, allowed);
            snippets.notTheRuntime(allowed);
            a.load(A4, CONTEXT, 0, Long.BYTES);
        });
    }

    /** {@code file_mprotect(area, asked protection, protection)}. */
    Code protect() {
        var a = new Assembler("hm_deny_protect");
        var snippets = new Snippets(kernel, maps, a);
        return judge(a, snippets, Policy.DENY_MAPPED, allowed -> {
            a.load(A1, CONTEXT, 16, Long.BYTES).and(A1, PROT_EXEC).jumpIf(A1, Condition.EQUAL, 0, allowed);
            a.load(A4, CONTEXT, 0, Long.BYTES).follow(A4, A4, kernel.field("vm_area_struct", "vm_file"));
            a.jumpIf(A4, Condition.EQUAL, 0, allowed);
        });
    }

    /** Puts the address of the file in A4, or goes where it is allowed. */
    private interface Find {
        void in(Label allowed);
    }

    private Code judge(Assembler a, Snippets snippets, int shift, Find find) {
        var file = new FileSnippet(kernel, maps, a, snippets);
        var allowed = new Label("allowed");
        var refused = new Label("refused");
        a.copy(CONTEXT, A1);
        snippets.task();
        snippets.watched(allowed);
        a.copy(A1, Register.VALUE).shiftRight(A1, shift).and(A1, Flags.DRIFT);
        a.jumpIf(A1, Condition.EQUAL, 0, allowed);
        find.in(allowed);
        file.examine(allowed);
        file.judge(shift, refused);
        a.jump(allowed);
        a.at(refused).say("Refused, and told of.");
        file.flag(Flags.DENIED);
        var path = new PathSnippet(kernel, a);
        var told = new Label("told");
        snippets.reserve(maps.urgent(), Records.FILE, Records.Kind.MAPPED, told);
        snippets.process(Records.FILE);
        file.write(Records.FILE);
        a.store(Register.RECORD, Records.FILE.offset("access"), shift == Policy.DENY_EXECUTED ? 1 : PROT_EXEC, 4);
        path.write(Records.FILE, file.file());
        snippets.submit();
        a.at(told).end(REFUSED);
        a.at(allowed).end(0);
        return a.assemble();
    }
}
