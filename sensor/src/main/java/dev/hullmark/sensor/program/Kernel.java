package dev.hullmark.sensor.program;

import dev.hullmark.sensor.btf.Btf;
import dev.hullmark.sensor.btf.Field;

/**
 * The running kernel, as far as programs have to know it when they are written.
 *
 * @param types where its fields lie
 * @param hostMounts the number of the host's mount namespace: container runtimes work in a container's cgroup before they
 *     enter its namespaces, and that is no work of the container
 * @param subsystem which of cgroup v1's hierarchies tells containers apart, by its number; -1 where the unified hierarchy does
 */
public record Kernel(Btf types, int hostMounts, int subsystem) {
    /** A field by its structure and the names it has had. */
    Field field(String structure, String... names) {
        return types.field(structure, names);
    }
}
