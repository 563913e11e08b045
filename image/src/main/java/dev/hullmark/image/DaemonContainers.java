package dev.hullmark.image;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineContainer;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.engine.EngineImage;
import dev.hullmark.model.Subject;

/** Opens containers of an engine: their image, and what they changed since. */
public final class DaemonContainers {
    private DaemonContainers() {}

    /**
     * Opens a container, running or not.
     *
     * @param name name or id
     * @throws dev.hullmark.engine.EngineException when no engine answers, or it fails
     * @throws ImageException when it has no such container
     */
    public static Image open(String name, OpenOptions options) {
        return open(name, options, EngineEnvironment.ofProcess());
    }

    static Image open(String name, OpenOptions options, EngineEnvironment environment) {
        EngineClient engine = EngineClient.connect(environment);
        EngineContainer container = engine.container(name)
                .orElseThrow(() -> new ImageException("The engine at " + engine.place() + " has no container " + name
                        + "; `docker ps -a` lists them."));
        EngineImage image = engine.image(container.imageId(), "")
                .orElseThrow(() -> new ImageException("The engine at " + engine.place()
                        + " no longer has the image of container " + name + "; it can't be scanned."));
        Subject subject = new Subject("container", container.name(), DaemonImages.digest(image), "docker");
        return new ContainerImage(new DaemonImage(engine, image, subject, options), engine, container, options);
    }
}
