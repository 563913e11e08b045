package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Coverage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchivesTest {
    private static final byte[] BASE =
            new TarBuilder().file("etc/os", "base").file("etc/old", "x").finish();
    private static final byte[] TOP =
            new TarBuilder().file("app/a", "top").file("etc/.wh.old", "").finish();

    @TempDir
    private Path temporary;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String config(String platform, byte[]... tars) {
        String[] parts = platform.split("/");
        List<String> diffIds = new ArrayList<>();
        for (byte[] tar : tars) {
            diffIds.add("\"" + Digest.of(tar) + "\"");
        }
        return "{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + parts[1]
                + "\",\"config\":{\"User\":\"app\",\"Env\":[\"A=b\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + String.join(",", diffIds)
                + "]},\"history\":[{\"created_by\":\"ADD base\"},{\"created_by\":\"ENV x\",\"empty_layer\":true},"
                + "{\"created_by\":\"COPY top\"}]}";
    }

    /** Files of an OCI layout, by name, as they are added. */
    private static final class Layout {
        private final Map<String, byte[]> files = new TreeMap<>();

        String add(byte[] content) {
            Digest digest = Digest.of(content);
            files.put("blobs/sha256/" + digest.hex(), content);
            return digest.toString();
        }

        String image(String platform, UnaryOperator<byte[]> pack, byte[]... tars) {
            byte[] config = bytes(config(platform, tars));
            List<String> layers = new ArrayList<>();
            for (byte[] tar : tars) {
                layers.add(descriptor(add(pack.apply(tar)), ""));
            }
            return add(bytes("{\"schemaVersion\":2,\"config\":" + descriptor(add(config), "") + ",\"layers\":["
                    + String.join(",", layers) + "]}"));
        }

        String index(String... descriptors) {
            return add(bytes(indexText(descriptors)));
        }

        static String indexText(String... descriptors) {
            return "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", descriptors) + "]}";
        }

        static String descriptor(String digest, String more) {
            return "{\"digest\":\"" + digest + "\",\"size\":7" + more + "}";
        }

        static String platform(String digest, String platform) {
            String[] parts = platform.split("/");
            return descriptor(
                    digest, ",\"platform\":{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + parts[1] + "\"}");
        }

        static String named(String digest, String name) {
            return descriptor(digest, ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + name + "\"}");
        }

        Layout top(String... descriptors) {
            files.put("index.json", bytes(indexText(descriptors)));
            files.put("oci-layout", bytes("{\"imageLayoutVersion\":\"1.0.0\"}"));
            return this;
        }

        byte[] tar() {
            TarBuilder tar = new TarBuilder();
            files.forEach(tar::file);
            return tar.finish();
        }

        Path directory(Path path) throws IOException {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path place = path.resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.write(place, file.getValue());
            }
            return path;
        }
    }

    private static byte[] dockerSave() {
        byte[] config = bytes(config("linux/amd64", BASE, TOP));
        return new TarBuilder()
                .file("1/layer.tar", BASE)
                .file("1/json", "{}")
                .file("2/layer.tar", TOP)
                .file("abc.json", config)
                .file(
                        "manifest.json",
                        "[{\"Config\":\"abc.json\",\"RepoTags\":[\"a:1\",\"a:latest\"],"
                                + "\"Layers\":[\"1/layer.tar\",\"2/layer.tar\"]}]")
                .finish();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(temporary.resolve(name), content);
    }

    private Image open(String target, String... platform) {
        return Images.open(
                Target.parse(target),
                new OpenOptions(
                        platform.length == 0 ? Optional.empty() : Optional.of(Platform.parse(platform[0])),
                        temporary.resolve("tmp"),
                        dev.hullmark.model.Progress.NONE,
                        true,
                        false));
    }

    /** Opens, checks that it is the image of {@link #BASE} and {@link #TOP}, and says what it was. */
    private Image check(String target, String... platform) {
        Image image = open(target, platform);
        try (image) {
            assertThat(image.layers()).hasSize(2);
            assertThat(image.layers().get(0).info().diffId())
                    .isEqualTo(Digest.of(BASE).toString());
            assertThat(image.layers().get(0).info().createdBy()).isEqualTo("ADD base");
            assertThat(image.layers().get(1).info().createdBy()).isEqualTo("COPY top");
            assertThat(image.config().orElseThrow().user()).isEqualTo("app");
            List<Image.Reading<RecordingVisitor>> readings = List.copyOf(
                    image.read(image.layers(), RecordingVisitor::ofAll).values());
            assertThat(readings.get(0).visitor().files).isEqualTo(Map.of("etc/os", "base", "etc/old", "x"));
            assertThat(readings.get(1).visitor().files).isEqualTo(Map.of("app/a", "top"));
            assertThat(readings.get(1).visitor().removed).containsExactly("etc/old");
            assertThat(readings).allSatisfy(reading -> {
                assertThat(reading.visitor().gaps).isEmpty();
                assertThat(reading.identities()).isNotEmpty();
            });
        }
        return image;
    }

    @Test
    void dockerArchiveOfOld() throws IOException {
        Image image = check(write("a.tar", dockerSave()).toString());
        assertThat(image.subject().source()).isEqualTo("docker-archive");
        assertThat(image.subject().digest())
                .isEqualTo(Digest.of(bytes(config("linux/amd64", BASE, TOP))).toString());
        assertThat(image.gaps()).isEmpty();
    }

    @Test
    void aCompressedArchive() throws IOException {
        check(write("a.tar.gz", Pack.gzip(dockerSave())).toString());
        check(write("a.tar.zst", Pack.zstd(dockerSave())).toString());
        assertThat(temporary.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void dockerArchiveWithLinkedLayers() throws IOException {
        byte[] config = bytes(config("linux/amd64", BASE, TOP));
        byte[] tar = new TarBuilder()
                .file("1/layer.tar", BASE)
                .file("x.tar", TOP)
                .symlink("2/layer.tar", "../x.tar")
                .file("c.json", config)
                .file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"1/layer.tar\",\"2/layer.tar\"]}]")
                .finish();
        check(write("a.tar", tar).toString());
    }

    @Test
    void ociLayoutAndArchive() throws IOException {
        for (UnaryOperator<byte[]> pack : List.<UnaryOperator<byte[]>>of(t -> t, Pack::gzip, Pack::zstd)) {
            Layout layout = new Layout();
            String manifest = layout.image("linux/amd64", pack, BASE, TOP);
            layout.top(Layout.named(manifest, "v1"));
            Path directory = layout.directory(temporary.resolve("oci" + pack.hashCode()));
            Image image = check(directory.toString());
            assertThat(image.subject().source()).isEqualTo("oci");
            assertThat(image.subject().digest()).isEqualTo(manifest);
            check("oci:" + directory + ":v1");
            assertThat(check(write("oci.tar", layout.tar()).toString())
                            .subject()
                            .source())
                    .isEqualTo("oci-archive");
        }
    }

    @Test
    void compressedLayersOfALayoutEarnTheirDigest() throws IOException {
        Layout layout = new Layout();
        layout.top(Layout.named(layout.image("linux/amd64", Pack::gzip, BASE, TOP), "v1"));
        try (Image image = open(layout.directory(temporary.resolve("oci")).toString())) {
            assertThat(image.layers().getFirst().identity().orElseThrow()).startsWith("file:");
            assertThat(image.read(image.layers(), RecordingVisitor::ofAll)
                            .values()
                            .iterator()
                            .next()
                            .identities())
                    .containsExactly(
                            image.layers().getFirst().identity().orElseThrow(),
                            Digest.of(Pack.gzip(BASE)).toString());
        }
    }

    @Test
    void dockerArchiveOfToday() throws IOException {
        // Docker 25 to 28: uncompressed blobs, both manifests.
        Layout layout = new Layout();
        String manifest = layout.image("linux/amd64", t -> t, BASE, TOP);
        layout.top(Layout.named(manifest, "latest"));
        layout.files.put(
                "manifest.json",
                bytes("[{\"Config\":\"blobs/sha256/"
                        + Digest.of(bytes(config("linux/amd64", BASE, TOP))).hex()
                        + "\",\"RepoTags\":[\"a:latest\"],\"Layers\":[\"blobs/sha256/"
                        + Digest.of(BASE).hex() + "\",\"blobs/sha256/"
                        + Digest.of(TOP).hex() + "\"]}]"));
        Image image = check(write("a.tar", layout.tar()).toString());
        assertThat(image.subject().source()).isEqualTo("docker-archive");
        assertThat(image.subject().digest()).isEqualTo(manifest);
    }

    /** As Docker 29 saves from its containerd store: an index in an index, attestations, most platforms' bytes absent. */
    private static Layout docker29(String present) {
        Layout layout = new Layout();
        String image = layout.image(present, Pack::gzip, BASE, TOP);
        String absent = Digest.of(bytes("never saved")).toString();
        String attestation = layout.add(bytes("{\"config\":{\"digest\":\"" + Digest.of(new byte[1])
                + "\"},\"layers\":[{\"mediaType\":\"application/vnd.in-toto+json\",\"digest\":\""
                + Digest.of(new byte[2]) + "\"}]}"));
        String index = layout.index(
                Layout.platform(absent, present.equals("linux/s390x") ? "linux/amd64" : "linux/s390x"),
                Layout.platform(Digest.of(bytes("nor this")).toString(), "linux/arm64"),
                Layout.platform(image, present),
                Layout.platform(attestation, "unknown/unknown"),
                Layout.descriptor(
                        attestation, ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}"));
        return layout.top(Layout.descriptor(
                index, ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/a:latest\"}"));
    }

    @Test
    void dockerArchiveOfTheContainerdStore() throws IOException {
        Path file = write("a.tar", docker29("linux/amd64").tar());
        assertThat(check(file.toString(), "linux/amd64").gaps()).isEmpty();
        assertThat(check("docker-archive:" + file, "linux/amd64").gaps()).isEmpty();
        assertThatThrownBy(() -> open(file.toString(), "linux/arm64"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("no image for linux/arm64")
                .hasMessageContaining("linux/amd64");
    }

    @Test
    void theOnlyPlatformThatIsThereIsReadAndTold() throws IOException {
        Path file = write("a.tar", docker29("linux/s390x").tar());
        List<Coverage> gaps = check(file.toString()).gaps();
        assertThat(gaps).hasSize(1);
        assertThat(gaps.getFirst().what()).isEqualTo("platform:" + Platform.ofThisMachine());
        assertThat(gaps.getFirst().reason()).contains("linux/s390x");
    }

    @Test
    void oneOfSeveralPlatforms() throws IOException {
        Layout layout = new Layout();
        String index = layout.index(
                Layout.platform(layout.image("linux/arm64", Pack::gzip, BASE, TOP), "linux/arm64"),
                Layout.platform(layout.image("linux/s390x", Pack::gzip, TOP, BASE), "linux/s390x"));
        Path file = write("a.tar", layout.top(Layout.descriptor(index, "")).tar());
        check(file.toString(), "arm64");
        assertThatThrownBy(() -> open(file.toString(), "windows/amd64"))
                .hasMessageContaining("linux/arm64, linux/s390x");
    }

    @Test
    void severalImages() throws IOException {
        Layout layout = new Layout();
        layout.top(
                Layout.named(layout.image("linux/amd64", Pack::gzip, BASE, TOP), "one"),
                Layout.named(layout.image("linux/amd64", Pack::gzip, TOP), "two"));
        Path file = write("a.tar", layout.tar());
        assertThatThrownBy(() -> open(file.toString(), "linux/amd64")).hasMessageContaining("one, two");
        check("oci-archive:" + file + ":one", "linux/amd64");
        assertThatThrownBy(() -> open("oci-archive:" + file + ":three")).hasMessageContaining("three");
    }

    @Test
    void severalDockerImages() throws IOException {
        byte[] tar = new TarBuilder()
                .file("1/layer.tar", BASE)
                .file("2/layer.tar", TOP)
                .file("x.json", config("linux/amd64", BASE, TOP))
                .file("y.json", config("linux/amd64", TOP))
                .file(
                        "manifest.json",
                        "[{\"Config\":\"x.json\",\"RepoTags\":[\"a:1\"],\"Layers\":[\"1/layer.tar\",\"2/layer.tar\"]},"
                                + "{\"Config\":\"y.json\",\"RepoTags\":[\"b:2\"],\"Layers\":[\"2/layer.tar\"]}]")
                .finish();
        Path file = write("a.tar", tar);
        assertThatThrownBy(() -> open(file.toString())).hasMessageContaining("a:1, b:2");
        check("docker-archive:" + file + ":a:1");
    }

    @Test
    void aLayerWhoseBytesAreAbsentIsAGap() throws IOException {
        Layout layout = new Layout();
        layout.top(Layout.named(layout.image("linux/amd64", Pack::gzip, BASE, TOP), "v1"));
        layout.files.remove("blobs/sha256/" + Digest.of(Pack.gzip(TOP)).hex());
        try (Image image = open(write("a.tar", layout.tar()).toString(), "linux/amd64")) {
            assertThat(image.layers()).hasSize(1);
            assertThat(image.gaps())
                    .containsExactly(Coverage.none("layer:" + Digest.of(TOP), "its bytes are not in the archive"));
        }
    }

    @Test
    void aLayerThatClaimsAnothersDigest() throws IOException {
        Layout layout = new Layout();
        layout.top(Layout.named(layout.image("linux/amd64", Pack::gzip, BASE, TOP), "v1"));
        layout.files.put("blobs/sha256/" + Digest.of(Pack.gzip(TOP)).hex(), Pack.gzip(BASE));
        for (String place : List.of(
                write("a.tar", layout.tar()).toString(),
                layout.directory(temporary.resolve("d")).toString())) {
            try (Image image = open(place, "linux/amd64")) {
                assertThatThrownBy(() -> image.read(image.layers(), RecordingVisitor::ofAll))
                        .isInstanceOf(ImageException.class)
                        .hasMessageContaining("layer 2 (" + Digest.of(TOP) + ")");
            }
        }
    }

    @Test
    void aConfigurationOrManifestThatIsNotWhatItClaims() throws IOException {
        Layout layout = new Layout();
        String manifest = layout.image("linux/amd64", Pack::gzip, BASE, TOP);
        layout.top(Layout.named(manifest, "v1"));
        layout.files.put("blobs/" + manifest.replace(':', '/'), bytes("{\"manifests\":[]}"));
        assertThatThrownBy(() -> open(write("a.tar", layout.tar()).toString()))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(manifest);
    }

    @Test
    void anIndexThatNamesItselfOrGoesDeep() throws IOException {
        Layout layout = new Layout();
        String inner = layout.image("linux/amd64", Pack::gzip, BASE, TOP);
        for (int i = 0; i < 50; i++) {
            inner = layout.index(Layout.descriptor(inner, ""));
        }
        layout.top(Layout.descriptor(inner, ""));
        assertThatThrownBy(() -> open(write("a.tar", layout.tar()).toString())).hasMessageContaining("too deeply");
    }

    @Test
    void cutOffArchives() throws IOException {
        byte[] whole = dockerSave();
        for (int length = 0; length < whole.length; length += 300) {
            Path file = write("cut.tar", Arrays.copyOf(whole, length));
            try (Image image = open("docker-archive:" + file)) {
                image.read(image.layers(), RecordingVisitor::ofAll);
            } catch (ImageException e) {
                assertThat(e.getMessage())
                        .matches("(?s).*(cut off|no tar|neither).*")
                        .doesNotContain("Exception");
            }
        }
        byte[] zipped = Pack.gzip(whole);
        Path file = write("cut.tgz", Arrays.copyOf(zipped, zipped.length / 2));
        assertThatThrownBy(() -> open(file.toString()))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("cut off");
        assertThat(temporary.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void whatIsNoImage() throws IOException {
        Path tar = write("a.tar", new TarBuilder().file("etc/else", "x").finish());
        assertThatThrownBy(() -> open(tar.toString())).hasMessageContaining("neither a manifest.json");
        Path exported = Files.write(
                tar.resolveSibling("exported.tar"),
                SmallImage.tar(".dockerenv", SmallImage.bytes("x"), "etc/passwd", SmallImage.bytes("root")));
        assertThatThrownBy(() -> open(exported.toString()))
                .hasMessageContaining("as docker export writes it; unpack it and scan dir:PATH");
        Path text = write("a.txt", bytes("hello"));
        assertThatThrownBy(() -> open(text.toString())).hasMessageContaining("no image archive");
        assertThatThrownBy(() -> open(temporary + "/nothing")).hasMessageContaining("nothing at");
        assertThatThrownBy(() -> open("docker-archive:" + temporary + "/nothing"))
                .hasMessageContaining("nothing at");
        Path sbom = write("a.json", bytes(" {\"bomFormat\":1}"));
        assertThatThrownBy(() -> open(sbom.toString())).hasMessageContaining("SBOM");
        Path manifest =
                write("b.tar", new TarBuilder().file("manifest.json", "[]").finish());
        assertThatThrownBy(() -> open(manifest.toString())).hasMessageContaining("names no image");
        Path escape = write(
                "c.tar",
                new TarBuilder()
                        .file("manifest.json", "[{\"Config\":\"../../../etc/passwd\",\"Layers\":[]}]")
                        .finish());
        assertThatThrownBy(() -> open(escape.toString())).hasMessageContaining("missing");
    }
}
