package dev.hullmark.sensor.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.sensor.Watched;
import dev.hullmark.sensor.bpf.Bpf;
import dev.hullmark.sensor.bpf.Hook;
import dev.hullmark.sensor.btf.Btf;
import dev.hullmark.sensor.linux.Libc;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.linux.SystemCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the running kernel's own verifier. */
class ProgramsTest {
    @BeforeEach
    void aKernelThatTakesPrograms() {
        assumeTrue(Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "this kernel has no BTF");
    }

    private static Maps maps() throws LinuxException {
        try {
            return Maps.create();
        } catch (LinuxException e) {
            assumeTrue(e.errno() != LinuxException.EPERM, "loading programs takes root");
            throw e;
        }
    }

    /** With the unified hierarchy, and with one of version 1. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void theVerifierAcceptsEveryProgram(int subsystem) throws Exception {
        var kernel = new Kernel(Btf.ofKernel(), 1, subsystem);
        List<Programs.Program> programs = Programs.of(kernel, maps(), List.of(SystemCall.PTRACE), true);
        assertThat(programs).hasSizeGreaterThan(14);
        for (Programs.Program program : programs) {
            // The hooks for security want a kernel that has them; what their programs do is checked as if on a
            // tracepoint.
            Hook hook = program.hook() == Hook.SECURITY ? Hook.RAW_TRACEPOINT : program.hook();
            Libc.close(Bpf.load(program.code(), hook, 0));
        }
    }

    @Test
    void everyProgramIsShortEnoughToBeReadAndExplained() throws Exception {
        var kernel = new Kernel(Btf.ofKernel(), 1, -1);
        for (Programs.Program program :
                Programs.of(kernel, maps(), Watched.builtIn().calls(), true)) {
            assertThat(program.code().instructions()).as(program.place()).hasSizeBetween(10, 1000);
            assertThat(program.code().listing()).as(program.place()).contains("exit");
            assertThat(program.purpose()).isNotBlank();
        }
    }
}
