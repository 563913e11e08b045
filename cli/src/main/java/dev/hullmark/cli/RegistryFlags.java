package dev.hullmark.cli;

import dev.hullmark.image.RegistryMirror;
import dev.hullmark.image.RegistryOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How registries are reached; see docs/registries.md. */
final class RegistryFlags {
    static final Section SECTION = new Section(
            "registry",
            "How registries are reached",
            List.of(Property.of("insecure-registry"), Property.of("registry-mirror"), Property.path("ca-cert")));

    @Option(
            names = "--insecure-registry",
            paramLabel = "HOST[:PORT]",
            description = "Speak plain HTTP to this registry if it speaks no TLS; may be given more than once.")
    private List<String> plain = List.of();

    @Option(
            names = "--registry-mirror",
            paramLabel = "REGISTRY=HOST",
            description = "Another place that holds what REGISTRY holds, for instance docker.io=mirror.example.com;"
                    + " may be given more than once.")
    private List<String> mirrors = List.of();

    @Option(
            names = "--ca-cert",
            paramLabel = "FILE",
            description = "Trust registries with certificates of these authorities too (PEM).")
    private Optional<Path> authorities = Optional.empty();

    RegistryOptions options() {
        return new RegistryOptions(
                plain, mirrors.stream().map(RegistryMirror::parse).toList(), authorities);
    }
}
