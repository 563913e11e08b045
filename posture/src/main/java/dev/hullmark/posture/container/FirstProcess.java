package dev.hullmark.posture.container;

import dev.hullmark.engine.EngineProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a container's first process is in fact, whatever it was configured as.
 *
 * @param uid inside; empty when that can't be told
 * @param noNewPrivileges whether setuid programs give it nothing; empty when the kernel could not be asked
 */
public record FirstProcess(OptionalLong uid, Optional<Boolean> noNewPrivileges) {
    static final FirstProcess UNKNOWN = new FirstProcess(OptionalLong.empty(), Optional.empty());

    /**
     * @param proc {@code /proc} of this machine
     * @param told the container's processes, as far as the engine told them
     */
    public static FirstProcess look(
            Path proc, ContainerFacts container, List<EngineProcess> told, SecurityOptions options, boolean podman) {
        ProcReader reader = new ProcReader(proc, container.id());
        long pid = container.state().pid();
        EngineProcess first = told.stream()
                .filter(process -> process.pid() == pid)
                .findFirst()
                .orElse(new EngineProcess(pid, "", ""));
        long inside = reader.processes(List.of(first), Users.of(options, podman))
                .getFirst()
                .inside();
        return new FirstProcess(
                inside < 0 ? OptionalLong.empty() : OptionalLong.of(inside), reader.noNewPrivileges(pid));
    }
}
