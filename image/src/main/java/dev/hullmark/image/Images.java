package dev.hullmark.image;

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
            case IMAGE ->
                DaemonImages.find(target.value(), options)
                        .orElseGet(() -> RegistryImages.open(target.value(), options));
        };
    }
}
