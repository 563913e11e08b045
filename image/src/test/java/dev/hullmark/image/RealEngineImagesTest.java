package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against this machine's Docker, with an image made and removed again. */
class RealEngineImagesTest {
    private static final String NAME =
            "hullmark-test/engine:" + ProcessHandle.current().pid();

    @TempDir
    static Path dir;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        assumeTrue(run("docker", "version") == 0, "no Docker engine answers here");
        Files.writeString(dir.resolve("a"), "one");
        Files.writeString(dir.resolve("b"), "two");
        Files.writeString(
                dir.resolve("Dockerfile"),
                "FROM scratch\nCOPY a /etc/a\nENV X=y\nCOPY b /etc/b\nLABEL l=m\nUSER 7\nCMD [\"/none\"]\n");
        assumeTrue(run("docker", "build", "-q", "-t", NAME, dir.toString()) == 0, "this Docker engine does not build");
    }

    @AfterAll
    static void remove() throws IOException, InterruptedException {
        run("docker", "rmi", "-f", NAME);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DOCKER_BUILDKIT", "0");
        try {
            Process process = builder.start();
            return process.waitFor(120, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void readsAnImage() {
        OpenOptions options = OpenOptions.of(dir.resolve("tmp"));
        try (Image image = DaemonImages.open(NAME, options)) {
            assertThat(image.subject().digest()).startsWith("sha256:");
            assertThat(image.config().orElseThrow().user()).isEqualTo("7");
            List<Layer> layers = image.layers();
            assertThat(layers).hasSize(2);
            assertThat(layers.getFirst().info().createdBy()).contains("COPY");
            Map<Layer, Image.Reading<CollectingVisitor>> read = image.read(layers, CollectingVisitor::new);
            List<String> files = new ArrayList<>();
            for (Layer layer : layers) {
                Image.Reading<CollectingVisitor> reading = java.util.Objects.requireNonNull(read.get(layer));
                assertThat(reading.identities()).containsExactly(layer.info().diffId());
                files.addAll(reading.visitor().files.values());
            }
            assertThat(files).containsExactly("one", "two");
        }
        assertThat(DaemonImages.find(NAME, options)).isPresent().hasValueSatisfying(Image::close);
    }

    @Test
    void readsAContainer() throws IOException, InterruptedException {
        String name = "hullmark-test-" + ProcessHandle.current().pid();
        assertThat(run("docker", "create", "--name", name, NAME)).isZero();
        try {
            Files.writeString(dir.resolve("c"), "three");
            assertThat(run("docker", "cp", dir.resolve("c").toString(), name + ":/etc/c"))
                    .isZero();
            try (Image image = DaemonContainers.open(name, OpenOptions.of(dir.resolve("tmp")))) {
                assertThat(image.subject().kind()).isEqualTo("container");
                Layer last = image.layers().getLast();
                assertThat(last.identity()).isEmpty();
                Image.Reading<CollectingVisitor> reading = java.util.Objects.requireNonNull(
                        image.read(image.layers(), CollectingVisitor::new).get(last));
                assertThat(reading.visitor().files).containsEntry("etc/c", "three");
                assertThat(reading.identities()).isEmpty();
            }
        } finally {
            run("docker", "rm", "-f", name);
        }
    }

    @Test
    void saysWhatIsNotThere() {
        OpenOptions options = OpenOptions.of(dir.resolve("tmp"));
        assertThatThrownBy(() -> DaemonImages.open("hullmark-test/none:1", options))
                .hasMessageContaining("has no image hullmark-test/none:1; pull it first");
        assertThat(DaemonImages.find("hullmark-test/none:1", options)).isEmpty();
        assertThatThrownBy(() -> DaemonContainers.open("hullmark-test-none", options))
                .hasMessageContaining("has no container");
    }
}
