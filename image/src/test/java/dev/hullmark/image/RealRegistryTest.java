package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the reference registry ({@code docker-registry}), filled with skopeo. */
class RealRegistryTest {
    /** htpasswd's bcrypt of "right", made with {@code htpasswd -nbB me right}. */
    private static final String HTPASSWD = "me:$2y$04$R7z9LHZSWU3SLyOQ5LAjxeqmC7rUuv7ynVmglhaOnBUZO5/iITDPy";

    @TempDir
    Path dir;

    private Optional<RealRegistry> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(RealRegistry::close);
    }

    private String start(boolean withPassword) throws IOException, InterruptedException {
        Files.writeString(dir.resolve("htpasswd"), HTPASSWD + "\n");
        RealRegistry started = RealRegistry.start(
                dir, withPassword ? "auth: {htpasswd: {realm: test, path: " + dir.resolve("htpasswd") + "}}\n" : "");
        server = Optional.of(started);
        return started.host();
    }

    private Optional<Process> process(String... command) {
        try {
            return Optional.of(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("log").toFile())
                    .start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void push(String target, String... options) throws IOException, InterruptedException {
        SmallImage image = new SmallImage("hello");
        Path layout = dir.resolve("layout");
        Files.createDirectories(layout.resolve("blobs/sha256"));
        for (byte[] blob : new byte[][] {image.config, image.manifest, image.layers.getFirst()}) {
            Files.write(layout.resolve("blobs/sha256").resolve(Digest.of(blob).hex()), blob);
        }
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(
                layout.resolve("index.json"),
                "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":"
                        + "\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + image.digest()
                        + "\",\"size\":"
                        + image.manifest.length + "}]}");
        java.util.List<String> command =
                new java.util.ArrayList<>(java.util.List.of("skopeo", "copy", "--quiet", "--dest-tls-verify=false"));
        command.addAll(java.util.List.of(options));
        command.add("oci:" + layout);
        command.add("docker://" + target);
        Optional<Process> skopeo = process(command.toArray(String[]::new));
        assumeTrue(skopeo.isPresent(), "skopeo is not installed");
        assertThat(skopeo.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(skopeo.get().exitValue())
                .describedAs(Files.readString(dir.resolve("log")))
                .isZero();
    }

    private Image open(String reference) {
        Duration wait = Duration.ofSeconds(20);
        RegistrySettings settings =
                new RegistrySettings(wait, wait, wait, wait, Thread::sleep, Map.of(), dir.resolve("home"));
        return RegistryImages.open(reference, OpenOptions.of(dir.resolve("tmp")), settings);
    }

    private static void assertRead(Image image) {
        try (image) {
            Image.Reading<CollectingVisitor> reading = image.read(image.layers(), CollectingVisitor::new)
                    .values()
                    .iterator()
                    .next();
            assertThat(reading.visitor().files).containsEntry("etc/0", "hello");
            assertThat(reading.identities())
                    .contains(image.layers().getFirst().identity().orElseThrow());
        }
    }

    @Test
    void readsWhatSkopeoPushed() throws IOException, InterruptedException {
        String host = start(false);
        push(host + "/team/app:1");
        assertRead(open(host + "/team/app:1"));
        assertRead(open(host + "/team/app@" + new SmallImage("hello").digest()));
        assertThatThrownBy(() -> open(host + "/team/app:2")).hasMessageContaining("check the spelling of name and tag");
        assertThatThrownBy(() -> open(host + "/team/none:1")).hasMessageContaining("check the spelling");
    }

    @Test
    void logsIn() throws IOException, InterruptedException {
        String host = start(true);
        push(host + "/app:1", "--dest-creds=me:right");
        assertThatThrownBy(() -> open(host + "/app:1")).hasMessageContaining("docker login " + host);
        Path config = Files.createDirectories(dir.resolve("home/.docker")).resolve("config.json");
        Files.writeString(config, "{\"auths\":{\"" + host + "\":{\"auth\":\"bWU6d3Jvbmc=\"}}}");
        assertThatThrownBy(() -> open(host + "/app:1")).hasMessageContaining("to the user logged in");
        Files.writeString(config, "{\"auths\":{\"" + host + "\":{\"auth\":\"bWU6cmlnaHQ=\"}}}");
        assertRead(open(host + "/app:1"));
    }
}
