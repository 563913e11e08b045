package dev.hullmark.sbom;

import dev.hullmark.model.Confidence;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A small image with one of everything. */
final class Samples {
    static final Origin ORIGIN = new Origin("0.1.0", Instant.parse("2026-11-24T03:00:00.5Z"));

    static final List<LayerInfo> LAYERS =
            List.of(new LayerInfo(0, "sha256:aaaa", "ADD rootfs.tar /"), new LayerInfo(1, "sha256:bbbb", "COPY app /"));

    static final Package OPENSSL = new Package(
            PackageType.DEB,
            "libssl3",
            "1:3.0.11-1~deb12u2",
            "debian",
            Map.of("arch", "amd64", "distro", "debian-12"),
            Optional.of(new SourcePackage("openssl", "3.0.11-1~deb12u2")),
            List.of("Apache-2.0"),
            Confidence.CERTAIN,
            "",
            List.of(new Evidence("/var/lib/dpkg/status", "sha256:aaaa", 0, "ADD rootfs.tar /", 0)));

    static final Package BABEL = new Package(
            PackageType.NPM,
            "@babel/core",
            "7.20.0",
            "",
            Map.of(),
            Optional.empty(),
            List.of("(MIT OR Apache-2.0)"),
            Confidence.CERTAIN,
            "",
            List.of(
                    new Evidence("/app/node_modules/@babel/core/package.json", "sha256:bbbb", 1, "COPY app /", 0),
                    new Evidence("/app/x/@babel/core/package.json", "sha256:cccc", 7, "elsewhere", 0)));

    static final Package LOG4J = Package.of(
                    PackageType.MAVEN, "org.apache.logging.log4j:log4j-core", "2.14.1", "/app/a.jar!/lib/log4j.jar")
            .withConfidence(Confidence.MEDIUM)
            .withLicences(List.of("MIT", "Some licence of their own"))
            .withOwner("pkg:deb/debian/liblog4j2-java@2.14.1?arch=all");

    static final Inventory IMAGE = new Inventory(
            new Subject("image", "registry.example.com/shop:1", "sha256:1234", "registry"),
            Optional.of(new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", "")),
            Optional.empty(),
            LAYERS,
            List.of(OPENSSL, BABEL, LOG4J),
            List.of(Coverage.partial("file:/app/broken.jar", "the archive is cut off")),
            Map.of("dpkg", 3, "npm", 1),
            Facts.EMPTY);

    static final ImageConfig CONFIG = new ImageConfig(
            "linux",
            "arm64/v8",
            "2026-01-01T00:00:00Z",
            "app",
            List.of("PATH=/bin", "TOKEN=secret"),
            List.of("/app"),
            List.of("serve", ""),
            "/srv",
            List.of("80/tcp"),
            List.of("/data"),
            Map.of("a", "b"),
            List.of("CMD", "true"),
            List.of(new ImageConfig.Step("ADD rootfs.tar /", false), new ImageConfig.Step("ENV A=b", true)));

    private Samples() {}

    static Inventory with(Inventory inventory, Optional<ImageConfig> config) {
        return new Inventory(
                inventory.subject(),
                inventory.distribution(),
                config,
                inventory.layers(),
                inventory.packages(),
                inventory.coverage(),
                inventory.catalogers(),
                Facts.EMPTY);
    }

    static String text(Consumer<OutputStream> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.accept(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
