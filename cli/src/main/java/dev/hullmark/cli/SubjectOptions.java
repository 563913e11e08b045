package dev.hullmark.cli;

import dev.hullmark.image.OpenOptions;
import dev.hullmark.image.Platform;
import dev.hullmark.image.ReadBudget;
import dev.hullmark.image.Target;
import dev.hullmark.model.HullmarkException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to look at, and how to open it. */
final class SubjectOptions {
    static final Section SECTION = new Section(
            "target",
            "How a target is opened and read",
            List.of(
                    Property.of("platform"),
                    Property.of("insecure"),
                    Property.of("no-cache"),
                    Property.of("declared"),
                    Property.of("layer-size"),
                    Property.of("layer-time")));

    @Parameters(
            paramLabel = "TARGET",
            description = {
                "What to read: registry:REF, docker:NAME, container:NAME, docker-archive:FILE, oci:DIR,"
                        + " oci-archive:FILE, dir:PATH, sbom:FILE; or without a prefix a path, else an image name.",
            })
    private String target = "";

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Which platform of a multi-platform image, for instance linux/arm64.")
    private Optional<String> platform = Optional.empty();

    @Option(names = "--insecure", description = "Speak plain HTTP to a registry that is not on this machine.")
    private boolean insecure;

    @Mixin
    private final RegistryFlags registry = new RegistryFlags();

    @Option(names = "--no-cache", description = "Read every layer again, and store nothing.")
    private boolean noCache;

    @Option(
            names = "--declared",
            description = "Count what lock files declare in an image or a system too, not only in a source tree.")
    private boolean declared;

    @Option(
            names = "--layer-size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            defaultValue = "1G",
            description = "Read this much of layers that are packed more than 200 times smaller, for instance 16G;"
                    + " default: 1G. What is larger is a gap, for decompression bombs are.")
    private long layerSize = ReadBudget.DEFAULT.bytes();

    @Option(
            names = "--layer-time",
            paramLabel = "TIME",
            defaultValue = "1h",
            description =
                    "Read an image's layers for this long at most, for instance 10m; default: 1h. What is not read"
                            + " by then is a gap.")
    private Duration layerTime = ReadBudget.DEFAULT.time();

    String target() {
        return target;
    }

    /** Makes a bare name mean the registry's image, and refuses what is in no registry. */
    void fromRegistry() {
        Target parsed = Target.parse(target);
        switch (parsed.kind()) {
            case REGISTRY -> {}
            case IMAGE -> target = "registry:" + target;
            default -> throw new HullmarkException(target + " is in no registry; name an image as registry:REF.");
        }
    }

    OpenOptions openOptions(Context context, boolean offline) {
        return new OpenOptions(
                platform.map(Platform::parse),
                context.home().temporary(),
                context.progress(),
                offline,
                insecure,
                registry.options(),
                new ReadBudget(layerSize, layerTime));
    }

    boolean declared() {
        return declared;
    }

    boolean noCache() {
        return noCache;
    }
}
