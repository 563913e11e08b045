package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.LayerInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
    @TempDir
    private Path temporary;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "registry:alpine:3.20, REGISTRY, alpine:3.20",
        "docker:alpine, DOCKER, alpine",
        "container:web, CONTAINER, web",
        "dockerfile:./Dockerfile, DOCKERFILE, ./Dockerfile",
        "docker-archive:a.tar, DOCKER_ARCHIVE, a.tar",
        "oci:layout:v1, OCI, layout:v1",
        "oci-archive:a.tar, OCI_ARCHIVE, a.tar",
        "dir:/, DIR, /",
        "sbom:a.json, SBOM, a.json",
        "alpine:3.20, IMAGE, alpine:3.20",
        "registry.example.com:5000/a@sha256:1, IMAGE, registry.example.com:5000/a@sha256:1",
        "/, DIR, /",
        "., DIR, .",
    })
    void targets(String text, Target.Kind kind, String value) {
        assertThat(Target.parse(text)).isEqualTo(new Target(kind, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "dir:", "/no/such/thing", "./no-such-thing"})
    void noTargets(String text) {
        assertThatThrownBy(() -> Target.parse(text)).isInstanceOf(ImageException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64",
        "arm64, linux/arm64",
        "linux/x86_64, linux/amd64",
        "Linux/ARM/v7, linux/arm/v7",
        "aarch64, linux/arm64",
    })
    void platforms(String text, String expected) {
        assertThat(Platform.parse(text)).hasToString(expected);
    }

    @Test
    void platformsThatAreNone() {
        for (String text : List.of("", "linux/", "/amd64", "a/b/c/d")) {
            assertThatThrownBy(() -> Platform.parse(text)).isInstanceOf(ImageException.class);
        }
    }

    @Test
    void aVariantCountsWhenBothNameOne() {
        Platform v7 = new Platform("linux", "arm", "v7");
        assertThat(v7.accepts(new Platform("linux", "arm", "v7"))).isTrue();
        assertThat(v7.accepts(new Platform("linux", "arm", ""))).isTrue();
        assertThat(v7.accepts(new Platform("linux", "arm", "v6"))).isFalse();
        assertThat(new Platform("linux", "arm64", "").accepts(new Platform("linux", "arm64", "v8")))
                .isTrue();
    }

    @Test
    void digests() {
        String hex = "0123456789abcdef".repeat(4);
        assertThat(Digest.parse("sha256:" + hex)).contains(new Digest("sha256", hex));
        assertThat(Digest.parse("sha512:" + hex + hex)).isPresent();
        for (String bad : List.of(
                "",
                "sha256:",
                hex,
                "md5:" + hex,
                "sha256:" + hex.toUpperCase(java.util.Locale.ROOT),
                "sha256:" + hex + "0",
                "sha512:" + hex,
                "sha256:../../" + hex.substring(6))) {
            assertThat(Digest.parse(bad)).as(bad).isEmpty();
        }
        Digest.of(bytes("x")).verify(bytes("x"), "text");
        assertThatThrownBy(() -> Digest.of(bytes("x")).verify(bytes("y"), "manifest"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("The manifest does not have the bytes");
    }

    @Test
    void configurations() {
        ImageConfigs.Parsed parsed = ImageConfigs.parse(bytes("""
                {"os":"linux","architecture":"arm","variant":"v7","created":"2026-01-01T00:00:00Z",
                 "config":{"User":"app","Env":["A=b",7],"Entrypoint":["/x"],"Cmd":["-a","b"],"WorkingDir":"/w",
                   "ExposedPorts":{"80/tcp":{}},"Volumes":{"/data":{}},"Labels":{"l":"v"},
                   "Healthcheck":{"Test":["CMD","true"]}},
                 "rootfs":{"diff_ids":["sha256:1","sha256:2"]},
                 "history":[{"created_by":"a"},{"created_by":"b","empty_layer":true},{"comment":"no command"}]}"""));
        assertThat(parsed.config().user()).isEqualTo("app");
        assertThat(parsed.config().env()).containsExactly("A=b");
        assertThat(parsed.config().exposedPorts()).containsExactly("80/tcp");
        assertThat(parsed.config().labels()).isEqualTo(Map.of("l", "v"));
        assertThat(parsed.config().healthcheck()).containsExactly("CMD", "true");
        assertThat(parsed.platform()).hasToString("linux/arm/v7");
        assertThat(parsed.layers(2))
                .containsExactly(new LayerInfo(0, "sha256:1", "a"), new LayerInfo(1, "sha256:2", ""));
        assertThat(parsed.layers(3)).endsWith(new LayerInfo(2, "", ""));
    }

    @Test
    void aHistoryThatDoesNotFitNamesNoStep() {
        ImageConfigs.Parsed parsed = ImageConfigs.parse(
                bytes("{\"rootfs\":{\"diff_ids\":[\"a\",\"b\"]},\"history\":[{\"created_by\":\"x\"},[],7]}"));
        assertThat(parsed.layers(2)).containsExactly(new LayerInfo(0, "a", ""), new LayerInfo(1, "b", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{\"a\":", "{\"config\":{\"Env\":\"x\"}}x{", "\"\\ud800\""})
    void configurationsThatAreNone(String text) {
        try {
            assertThat(ImageConfigs.parse(bytes(text)).diffIds()).isEmpty();
        } catch (ImageException e) {
            assertThat(e.getMessage()).contains("no JSON object");
        }
    }

    @Test
    void manifestsThatAreNone() {
        String digest = Digest.of(bytes("x")).toString();
        for (String text : List.of(
                "",
                "{}",
                "[]",
                "{\"fsLayers\":[]}",
                "{\"manifests\":[{}]}",
                "{\"manifests\":[{\"digest\":\"sha256:../../../etc/passwd\"}]}",
                "{\"manifests\":[{\"digest\":\"" + digest + "\",\"size\":-1}]}",
                "{\"layers\":[],\"config\":{}}",
                "[".repeat(100_000),
                "{\"manifests\":[" + ("{\"digest\":\"" + digest + "\"},").repeat(2000) + "{}]}")) {
            assertThatThrownBy(() -> Manifests.parse(bytes(text), "manifest"))
                    .isInstanceOf(ImageException.class)
                    .hasMessageStartingWith("The manifest can't be read");
        }
        assertThatThrownBy(() -> Manifests.parse(new byte[Limits.MANIFEST + 1], "manifest"))
                .hasMessageContaining("more than any real one");
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "link/x, real/x",
        "up, top",
        "abs/y, real/y",
        "loop, ''",
        "a/deep, ''",
        "past, top",
    })
    void symbolicLinks(String path, String expected) {
        Map<String, String> links = Map.of(
                "link",
                "real",
                "up",
                "./link/../top",
                "abs",
                "/link",
                "loop",
                "loop2",
                "loop2",
                "loop",
                "past",
                "../../../../top",
                "a/deep",
                "deep/deep");
        assertThat(SymlinkResolver.resolve(path, at -> links.getOrDefault(at, "")))
                .isEqualTo(expected);
    }

    @Test
    void aFullDiskIsNoFaultOfWhatIsRead() throws IOException {
        TemporaryFile.checkRoom(temporary, 0);
        assertThatThrownBy(() -> TemporaryFile.checkRoom(temporary, Long.MAX_VALUE / 2))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("MiB are free there");
    }

    /** What lies in /proc has no room at all. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theRoomLeftIsLookedAtWhileAFileGrows() throws IOException {
        Path full = Path.of("/proc");
        long step = 64 * Limits.MIB;
        try (FileChannel file = TemporaryFile.open(temporary)) {
            TemporaryFile.write(full, file, ByteBuffer.wrap(bytes("ab")), step - 2);
            TemporaryFile.write(full, file, ByteBuffer.wrap(bytes("ab")), step + 1);
            for (long position : new long[] {0, step - 1, step}) {
                assertThatThrownBy(() -> TemporaryFile.write(full, file, ByteBuffer.wrap(bytes("ab")), position))
                        .as("at " + position)
                        .isInstanceOf(FileSystemException.class);
            }
            TemporaryFile.write(temporary, file, ByteBuffer.wrap(bytes("ab")), 0);
        }
    }

    @Test
    void aFilesIdentityChangesWithIt() throws IOException {
        Path file = Files.write(temporary.resolve("f"), bytes("one"));
        FileIdentity identity = FileIdentity.of(file);
        assertThat(identity.holds()).isTrue();
        assertThat(identity.at(512).orElseThrow()).matches("file:\\d+:\\d+:3:\\d+:\\d+:512");
        Files.write(file, bytes("two"));
        assertThat(identity.holds()).isFalse();
        Files.delete(file);
        assertThat(identity.holds()).isFalse();
    }
}
