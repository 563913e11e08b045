package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.container.ContainerPrivilege;
import dev.hullmark.posture.container.ContainerReader;
import dev.hullmark.posture.dockerfile.Dockerfile;
import dev.hullmark.posture.dockerfile.DockerfilePrivilege;
import dev.hullmark.posture.image.EffectiveUser;
import dev.hullmark.posture.privilege.PrivilegeAdvice;
import dev.hullmark.posture.privilege.PrivilegeAdvisor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is advised on: an image, a container or a Dockerfile. */
record AdviceTarget(Inventory inventory, Optional<PrivilegeAdvice> advice) {
    private static final String CONTAINER = "container:";

    /** An image; or a container, by its settings and by what it does. */
    static AdviceTarget of(Inventory image, String target) {
        if (!target.startsWith(CONTAINER)) {
            return new AdviceTarget(image, PrivilegeAdvisor.advise(image));
        }
        String name = target.substring(CONTAINER.length());
        EngineClient client = EngineClient.connect(EngineEnvironment.ofProcess());
        Optional<ContainerReader.Seen> seen =
                ContainerReader.look(client, Path.of("/proc"), List.of(name)).seen().stream()
                        .findFirst();
        if (seen.isEmpty()) {
            return new AdviceTarget(
                    image,
                    PrivilegeAdvisor.advise(image)
                            .map(a -> a.noting(List.of("it does not run: this is its image's advice only"))));
        }
        ContainerReader.Seen running = seen.get();
        Inventory inventory = ContainerPrivilege.inventory(image, running.container());
        return new AdviceTarget(
                inventory,
                PrivilegeAdvisor.advise(
                                inventory,
                                EffectiveUser.of(inventory),
                                ContainerPrivilege.reasons(running.container(), running.live()))
                        .map(a -> a.noting(ContainerPrivilege.inFact(running.live()))));
    }

    static AdviceTarget dockerfile(String path) {
        DockerfileSource source = DockerfileSource.read(path);
        Dockerfile file = source.parse(Map.of(), "");
        Inventory inventory = DockerfilePrivilege.inventory(file, source.path());
        return new AdviceTarget(
                inventory, PrivilegeAdvisor.advise(inventory, DockerfilePrivilege.user(file, inventory), List.of()));
    }
}
