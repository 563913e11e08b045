package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineContainer;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.container.ContainerPrivilege;
import dev.hullmark.posture.container.ContainerReader;
import dev.hullmark.posture.dockerfile.Dockerfile;
import dev.hullmark.posture.dockerfile.DockerfilePrivilege;
import dev.hullmark.posture.image.EffectiveUser;
import dev.hullmark.posture.privilege.PrivilegeAdvice;
import dev.hullmark.posture.privilege.PrivilegeAdvisor;
import dev.hullmark.posture.privilege.Reason;
import dev.hullmark.posture.privilege.Shown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is advised on: an image, a container or a Dockerfile.
 *
 * @param image what a command line could name the image by, or ""
 * @param user who it runs as
 * @param seen reasons for root besides those of the image
 * @param notes what a running container shows besides
 */
record AdviceTarget(Inventory inventory, String image, EffectiveUser user, List<Reason> seen, List<String> notes) {
    private static final String CONTAINER = "container:";

    /** An image; or a container, by its settings and by what it does. */
    static AdviceTarget of(Inventory image, String target) {
        Subject subject = image.subject();
        if (!target.startsWith(CONTAINER)) {
            // A file or document is no name of an image.
            boolean named =
                    subject.source().equals("docker") || subject.source().equals("registry");
            return new AdviceTarget(image, named ? subject.name() : "", EffectiveUser.of(image), List.of(), List.of());
        }
        EngineClient client = EngineClient.connect(EngineEnvironment.ofProcess());
        String named =
                client.container(subject.name()).map(EngineContainer::image).orElse("");
        Optional<ContainerReader.Seen> seen =
                ContainerReader.look(client, Path.of("/proc"), List.of(subject.name())).seen().stream()
                        .findFirst();
        if (seen.isEmpty()) {
            return new AdviceTarget(
                    image,
                    named,
                    EffectiveUser.of(image),
                    List.of(),
                    List.of("it does not run: this is its image's advice only"));
        }
        ContainerReader.Seen running = seen.get();
        Inventory inventory = ContainerPrivilege.inventory(image, running.container());
        return new AdviceTarget(
                inventory,
                named,
                EffectiveUser.of(inventory),
                ContainerPrivilege.reasons(running.container(), running.live()),
                ContainerPrivilege.inFact(running.live()));
    }

    static AdviceTarget dockerfile(String path) {
        DockerfileSource source = DockerfileSource.read(path);
        Dockerfile file = source.parse(Map.of(), "");
        Inventory inventory = DockerfilePrivilege.inventory(file, source.path());
        return new AdviceTarget(inventory, "", DockerfilePrivilege.user(file, inventory), List.of(), List.of());
    }

    /** The advice; empty where there is no user to advise on. */
    Optional<PrivilegeAdvice> advice(Optional<Shown> shown) {
        return PrivilegeAdvisor.advise(inventory, user, seen, shown)
                .map(advice -> notes.isEmpty() ? advice : advice.noting(notes));
    }
}
