package dev.hullmark.sensor.program;

import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Hook;
import dev.hullmark.sensor.linux.SystemCall;
import java.util.ArrayList;
import java.util.List;

/** All the sensor's programs for a kernel. */
public final class Programs {
    /**
     * One of them.
     *
     * @param hook where it is attached
     * @param place the tracepoint's or function's name; of a {@link Hook#TAIL}, what it is for
     * @param purpose what it is there for, in a few words
     * @param calls of a {@link Hook#TAIL}: the system calls it is for
     */
    public record Program(Code code, Hook hook, String place, String purpose, List<SystemCall> calls) {
        Program(Code code, Hook hook, String place, String purpose) {
            this(code, hook, place, purpose, List.of());
        }
    }

    private static final List<SystemCall> OPENING =
            List.of(SystemCall.OPEN, SystemCall.OPENAT, SystemCall.OPENAT2, SystemCall.CREAT);

    private Programs() {}

    /**
     * Writes them. Throws NoSuchElementException if the kernel lacks a field that one needs.
     *
     * @param notable the system calls that are told as they are
     * @param security whether the kernel calls programs from its security modules
     */
    public static List<Program> of(Kernel kernel, Maps maps, List<SystemCall> notable, boolean security) {
        var cgroups = new CgroupPrograms(kernel, maps);
        var calls = new CallPrograms(kernel, maps);
        var files = new FilePrograms(kernel, maps, calls);
        var programs = new ArrayList<Program>();
        programs.add(tracepoint(cgroups.made(), "cgroup_mkdir", "knows containers before they begin"));
        programs.add(tracepoint(cgroups.gone(), "cgroup_release", "forgets containers that are gone"));
        programs.add(tracepoint(new ExecProgram(kernel, maps).code(), "sched_process_exec", "programs that are begun"));
        programs.add(tracepoint(ForkProgram.code(kernel, maps), "sched_process_fork", "who is the container's own"));
        programs.add(tracepoint(ExitProgram.code(kernel, maps), "sched_process_exit", "processes that end"));
        programs.add(tracepoint(
                new SocketProgram(kernel, maps).code(), "inet_sock_set_state", "TCP connections and who listens"));
        if (kernel.types().hasTracepoint("cap_capable")) {
            programs.add(tracepoint(CapabilityProgram.code(kernel, maps), "cap_capable", "capabilities that are used"));
        }
        programs.add(tail(files.mapped(), "files mapped to be executed", List.of(SystemCall.MMAP)));
        programs.add(tail(files.opened(), "files that are opened", OPENING));
        programs.add(tail(calls.connect(), "connections to sockets in the file system", List.of(SystemCall.CONNECT)));
        programs.add(tail(calls.notable(), "system calls that are told as they are", notable));
        programs.add(tracepoint(calls.dispatch(), "sys_exit", "goes to the program of the call"));
        programs.add(new Program(
                new Packets(kernel, maps, true).code(),
                Hook.PACKETS_OUT,
                "the root cgroup",
                "packets sent, but TCP; DNS"));
        programs.add(new Program(
                new Packets(kernel, maps, false).code(),
                Hook.PACKETS_IN,
                "the root cgroup",
                "packets received, but TCP; DNS"));
        if (security) {
            var refusing = new SecurityPrograms(kernel, maps);
            programs.add(security(refusing.execute(), "bprm_check_security", "refuses programs"));
            programs.add(security(refusing.map(), "mmap_file", "refuses libraries"));
            programs.add(security(refusing.protect(), "file_mprotect", "refuses what becomes executable"));
        }
        return programs;
    }

    private static Program tracepoint(Code code, String name, String purpose) {
        return new Program(code, Hook.RAW_TRACEPOINT, name, purpose);
    }

    private static Program tail(Code code, String purpose, List<SystemCall> calls) {
        return new Program(code, Hook.TAIL, "sys_exit", purpose, calls);
    }

    private static Program security(Code code, String function, String purpose) {
        return new Program(code, Hook.SECURITY, function, purpose);
    }
}
