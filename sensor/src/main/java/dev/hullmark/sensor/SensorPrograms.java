package dev.hullmark.sensor;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.sensor.bpf.Bpf;
import dev.hullmark.sensor.bpf.Hook;
import dev.hullmark.sensor.bpf.RefusedException;
import dev.hullmark.sensor.btf.Btf;
import dev.hullmark.sensor.container.Containers;
import dev.hullmark.sensor.linux.Libc;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.program.Kernel;
import dev.hullmark.sensor.program.Maps;
import dev.hullmark.sensor.program.Policy;
import dev.hullmark.sensor.program.Programs;
import java.io.IOException;
import java.util.NoSuchElementException;

/** What is asked of the sensor's programs from outside: to start, to be explained, and what they cover. */
public final class SensorPrograms {
    private SensorPrograms() {}

    /** As {@link KernelSensor#start}, with the running kernel's types. */
    public static KernelSensor start(Watched watched, Policy defaults, Containers containers) {
        try {
            return KernelSensor.start(types(), watched, defaults, containers);
        } catch (NoSuchElementException e) {
            throw new HullmarkException("The sensor does not know this kernel: " + e.getMessage() + ".", e);
        }
    }

    private static Btf types() {
        try {
            return Btf.ofKernel();
        } catch (IOException e) {
            throw new HullmarkException(
                    "This kernel does not describe its types (/sys/kernel/btf/vmlinux), which the sensor needs; it takes"
                            + " Linux 5.8 or newer, built with CONFIG_DEBUG_INFO_BTF as distributions do.",
                    e);
        }
    }

    /** Every program as text: what it is for, its instructions with remarks, and what the verifier says of it. */
    public static String explained() {
        var text = new StringBuilder();
        try {
            var kernel = new Kernel(types(), HostMounts.namespace(), -1);
            for (Programs.Program program :
                    Programs.of(kernel, Maps.create(), Watched.builtIn().calls(), SecurityHooks.present())) {
                text.append("%s on %s: %s, %d instructions%n"
                        .formatted(
                                program.code().name(),
                                program.place(),
                                program.purpose(),
                                program.code().instructions().size()));
                text.append(verdict(program)).append('\n');
                text.append(program.code().listing()).append('\n');
            }
        } catch (LinuxException e) {
            throw new HullmarkException(
                    "The kernel does not let this process make maps, which programs refer to; run it as root. "
                            + e.getMessage() + ".",
                    e);
        }
        return text.toString();
    }

    private static String verdict(Programs.Program program) {
        if (program.hook() == Hook.SECURITY) {
            return "  (for the security hooks; loaded by observe)";
        }
        try {
            Libc.close(Bpf.load(program.code(), program.hook(), 0));
            return "  The kernel's verifier accepts it.";
        } catch (RefusedException e) {
            return "  " + e.getMessage() + "\n" + e.log();
        } catch (LinuxException e) {
            return "  " + e.getMessage();
        }
    }

    /** What is seen on this machine and what is not; see docs/observe.md for what the words mean. */
    public static String coverage() {
        return Coverage.text(types(), SecurityHooks.present());
    }
}
