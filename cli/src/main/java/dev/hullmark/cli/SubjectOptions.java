package dev.hullmark.cli;

import java.util.List;
import java.util.Optional;
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
                    Property.of("declared")));

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

    @Option(names = "--no-cache", description = "Read every layer again, and store nothing.")
    private boolean noCache;

    @Option(
            names = "--declared",
            description = "Count what lock files declare in an image or a system too, not only in a source tree.")
    private boolean declared;

    String target() {
        return target;
    }

    Optional<String> platform() {
        return platform;
    }

    boolean insecure() {
        return insecure;
    }

    boolean declared() {
        return declared;
    }

    boolean noCache() {
        return noCache;
    }
}
