package dev.hullmark.image;

import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens any image. */
public final class Images {
    private Images() {}

    /**
     * Opens what the user points at.
     *
     * @throws ImageException when it can't be opened, or is nothing that holds files
     */
    public static Image open(Target target, OpenOptions options) {
        return switch (target.kind()) {
            case DOCKER_ARCHIVE, OCI_ARCHIVE, OCI -> ImageArchives.open(target.kind(), target.value(), options);
            case DIR -> DirectoryImage.open(target.path(), options);
            case SBOM ->
                throw new ImageException("An SBOM names packages but holds no files; it is judged as it stands.");
            case DOCKERFILE -> throw new ImageException("A Dockerfile can't be scanned; build it and scan the image.");
            case REGISTRY -> RegistryImages.open(target.value(), options);
            case DOCKER -> DaemonImages.open(target.value(), options);
            case CONTAINER -> DaemonContainers.open(target.value(), options);
            case IMAGE -> named(target.value(), options, EngineEnvironment.ofProcess(), RegistrySettings.ofProcess());
        };
    }

    static Image named(String name, OpenOptions options, EngineEnvironment environment, RegistrySettings settings) {
        List<Coverage> gaps = new ArrayList<>();
        Optional<Image> held = DaemonImages.find(name, options, environment, gaps);
        if (held.isPresent()) {
            return held.get();
        }
        try {
            return RegistryImages.open(name, options, settings, gaps);
        } catch (ImageException e) {
            if (gaps.isEmpty()) {
                throw e;
            }
            throw new ImageException("First " + gaps.getFirst().reason() + ". " + e.getMessage(), e);
        }
    }
}
