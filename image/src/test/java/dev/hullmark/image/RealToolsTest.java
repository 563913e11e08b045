package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images as docker and skopeo write them, where they are at hand. */
class RealToolsTest {
    @TempDir
    private Path temporary;

    private Path archive = Path.of("");

    @BeforeEach
    void imageOfDocker() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/docker")) && run("docker", "version") == 0,
                "needs a running Docker engine");
        Path rootfs = Files.write(
                temporary.resolve("rootfs.tar"),
                new TarBuilder()
                        .directory("etc/")
                        .file("etc/hello", "hello")
                        .symlink("etc/link.wanted", "hello")
                        .hardLink("etc/hard.wanted", "etc/hello")
                        .finish());
        String name = "hullmark-test-" + ProcessHandle.current().pid();
        archive = temporary.resolve("image.tar");
        try {
            assertThat(run("docker", "import", "-c", "USER 1000", rootfs.toString(), name))
                    .isZero();
            assertThat(run("docker", "save", "-o", archive.toString(), name)).isZero();
        } finally {
            run("docker", "rmi", "-f", name);
        }
    }

    private int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("said").toFile())
                .start()
                .waitFor();
    }

    private void check(String target) {
        try (Image image = Images.open(Target.parse(target), OpenOptions.of(temporary.resolve("tmp")))) {
            assertThat(image.config().orElseThrow().user()).isEqualTo("1000");
            Map<String, String> files = new TreeMap<>();
            List<Image.Reading<RecordingVisitor>> readings =
                    List.copyOf(image.read(image.layers(), () -> RecordingVisitor.ofNames(".wanted"))
                            .values());
            readings.forEach(reading -> files.putAll(reading.visitor().files));
            assertThat(files).isEqualTo(Map.of("etc/link.wanted", "hello", "etc/hard.wanted", "hello"));
        }
    }

    @Test
    void dockerSave() {
        check(archive.toString());
    }

    @Test
    void everyFormOfSkopeo() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/skopeo")), "needs skopeo");
        String source = "docker-archive:" + archive;
        for (String form : List.of(
                "oci:" + temporary + "/layout:v1",
                "oci-archive:" + temporary + "/oci.tar:v1",
                "docker-archive:" + temporary + "/docker.tar")) {
            assertThat(run("skopeo", "copy", source, form))
                    .as(Files.readString(temporary.resolve("said"), StandardCharsets.UTF_8))
                    .isZero();
            check(form);
        }
        String zstd = "oci:" + temporary + "/zstd:v1";
        if (run("skopeo", "copy", "--dest-compress-format", "zstd", source, zstd) == 0) {
            check(zstd);
        }
        String chunked = "oci:" + temporary + "/chunked:v1";
        if (run("skopeo", "copy", "--dest-compress-format", "zstd:chunked", source, chunked) == 0) {
            check(chunked);
        }
    }
}
