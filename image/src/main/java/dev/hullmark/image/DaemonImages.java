package dev.hullmark.image;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.engine.EngineException;
import dev.hullmark.engine.EngineImage;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens images that a container engine holds. */
public final class DaemonImages {
    private DaemonImages() {}

    /**
     * Opens an engine's image.
     *
     * @param name name, tag, digest or id, as the engine's own command line takes it
     * @throws EngineException when no engine answers, or it fails
     * @throws ImageException when it has no such image
     */
    public static Image open(String name, OpenOptions options) {
        return open(name, options, EngineEnvironment.ofProcess());
    }

    /** The same, for a name that may as well mean an image in a registry: empty when no engine here has it. */
    public static Optional<Image> find(String name, OpenOptions options) {
        return find(name, options, EngineEnvironment.ofProcess(), new ArrayList<>());
    }

    static Image open(String name, OpenOptions options, EngineEnvironment environment) {
        EngineClient engine = EngineClient.connect(environment);
        EngineImage image = engine.image(name, platform(options))
                .orElseThrow(() -> new ImageException("The engine at " + engine.place() + " has no image " + clip(name)
                        + "; pull it first, or scan registry:" + clip(name) + "."));
        if (!fits(image, options)) {
            throw new ImageException("The engine at " + engine.place() + " has " + clip(name) + " for "
                    + image.platform() + " only; pull it for the other platform, or scan registry:" + clip(name) + ".");
        }
        return new DaemonImage(engine, image, subject(name, image), options);
    }

    /** @param gaps gets that the engine which the user named did not answer: the registry may hold another image */
    static Optional<Image> find(String name, OpenOptions options, EngineEnvironment environment, List<Coverage> gaps) {
        try {
            EngineClient engine = EngineClient.connect(environment);
            return engine.image(name, platform(options))
                    .filter(image -> fits(image, options))
                    .map(image -> new DaemonImage(engine, image, subject(name, image), options));
        } catch (EngineException e) {
            String host =
                    environment.variables().getOrDefault("DOCKER_HOST", "").strip();
            if (!host.isEmpty()) {
                gaps.add(Coverage.partial(
                        "engine",
                        "the engine at $DOCKER_HOST (" + clip(host) + ") did not answer; the registry was asked"));
            }
            return Optional.empty(); // The registry is asked next, and what it says is what counts.
        }
    }

    private static Subject subject(String name, EngineImage image) {
        return new Subject("image", name, digest(image), "docker");
    }

    /** The digest the registry knew it by, where it came from one; else the engine's own. */
    static String digest(EngineImage image) {
        for (String known : image.repoDigests()) {
            String digest = known.substring(known.indexOf('@') + 1);
            if (Digest.parse(digest).isPresent()) {
                return digest;
            }
        }
        return image.id();
    }

    private static String platform(OpenOptions options) {
        return options.platform().map(Platform::toString).orElse("");
    }

    private static boolean fits(EngineImage image, OpenOptions options) {
        Platform has = new Platform(image.os(), image.architecture(), image.variant());
        return options.platform().map(asked -> asked.accepts(has)).orElse(true);
    }

    private static String clip(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
