package dev.hullmark.sensor;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.sensor.bpf.Bpf;
import dev.hullmark.sensor.bpf.Hook;
import dev.hullmark.sensor.bpf.RefusedException;
import dev.hullmark.sensor.btf.Btf;
import dev.hullmark.sensor.container.Cgroups;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.linux.OpenFolder;
import dev.hullmark.sensor.linux.SystemCall;
import dev.hullmark.sensor.program.Kernel;
import dev.hullmark.sensor.program.Maps;
import dev.hullmark.sensor.program.Programs;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs as the kernel has them.
 *
 * @param programs descriptors of what was loaded
 * @param links descriptors of what ties it to the kernel
 * @param missing what this kernel does not let us see, a phrase each
 */
record Attached(List<Integer> programs, List<Integer> links, List<String> missing) {
    Attached {
        programs = List.copyOf(programs);
        links = List.copyOf(links);
        missing = List.copyOf(missing);
    }

    /** Loads and attaches all of them; only security hooks may be refused. */
    static Attached to(Btf types, Maps maps, List<SystemCall> notable) throws LinuxException, RefusedException {
        var kernel = new Kernel(types, HostMounts.namespace(), -1);
        var loaded = new ArrayList<Integer>();
        var links = new ArrayList<Integer>();
        var missing = new ArrayList<String>();
        if (!types.hasTracepoint("cap_capable")) {
            missing.add("use of capabilities: this kernel has no tracepoint for it");
        }
        try (var root = OpenFolder.of(Cgroups.unified()
                .orElseThrow(() -> new HullmarkException(
                        "This machine has no unified cgroup hierarchy, by which containers are told apart.")))) {
            for (Programs.Program program : Programs.of(kernel, maps, notable, SecurityHooks.present())) {
                try {
                    loaded.add(attach(types, program, maps, root, links));
                } catch (LinuxException e) {
                    if (program.hook() != Hook.SECURITY) {
                        throw e;
                    }
                    missing.add("this kernel has no security hooks for programs that " + program.purpose() + ": "
                            + e.getMessage());
                }
            }
        }
        return new Attached(loaded, links, missing);
    }

    /** Returns the program's descriptor. */
    private static int attach(Btf types, Programs.Program program, Maps maps, OpenFolder root, List<Integer> links)
            throws LinuxException, RefusedException {
        int function = program.hook() == Hook.SECURITY ? SecurityHooks.function(types, program.place()) : 0;
        int loaded = Bpf.load(program.code(), program.hook(), function);
        switch (program.hook()) {
            case RAW_TRACEPOINT -> links.add(Bpf.attachTracepoint(program.place(), loaded));
            case PACKETS_IN, PACKETS_OUT -> links.add(Bpf.attachCgroup(root.descriptor(), loaded, program.hook()));
            case SECURITY -> links.add(Bpf.attachFunction(loaded));
            case TAIL -> {
                for (SystemCall call : program.calls()) {
                    if (call.number() >= 0) {
                        maps.programs().set(maps.programs().key(call.number()), loaded);
                    }
                }
            }
        }
        return loaded;
    }
}
