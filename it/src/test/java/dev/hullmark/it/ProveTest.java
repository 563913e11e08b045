package dev.hullmark.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.it.Product.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Advice that is proved on the real engine agrees with what the engine does. */
class ProveTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path temporary = Path.of("");

    private Product product = Product.in(Path.of(""));
    private @Nullable Docker engine;

    @BeforeEach
    void anEngine() throws Exception {
        product = Product.in(Files.createDirectories(temporary.resolve("home")));
        engine = Docker.in(temporary);
    }

    @AfterEach
    void removeAll() throws Exception {
        if (engine != null) {
            // Those of its own images: somebody else may prove on the same engine.
            assertThat(engine.docker("ps", "-a", "--filter", "name=^/hullmark-prove-", "--format", "{{.Image}}")
                            .out())
                    .as("containers left behind")
                    .doesNotContain("prove-");
            engine.removeAll();
        }
    }

    private Docker docker() {
        return requireNonNull(engine);
    }

    private JsonNode prove(String image, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "advise",
                "docker:" + image,
                "--kinds",
                "privilege",
                "--offline",
                "--format",
                "json",
                "--prove-time",
                "6s"));
        words.addAll(List.of(more));
        Run run = product.run(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.readTree(run.out()).path("privilege");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web | EXPOSE 80;CMD [\"/bin/busybox\",\"httpd\",\"-f\"] | works | listens on 80/tcp",
                "numeric | USER 10001;CMD [\"/bin/busybox\",\"httpd\",\"-f\",\"-p\",\"8080\"] | works | 8080/tcp",
                "writes | CMD [\"/bin/sh\",\"-c\",\"echo x > /x && exec busybox httpd -f\"] | breaks | Read-only file system",
                "chowns | CMD [\"/bin/sh\",\"-c\",\"busybox mkdir -p /tmp && busybox chown 9 /tmp && exec busybox httpd -f\"] | breaks | not permitted",
                "drops | CMD [\"/bin/busybox\",\"chroot\",\"/\",\"/bin/busybox\",\"httpd\",\"-f\"] | breaks | not permitted",
                "job | CMD [\"/bin/busybox\",\"echo\",\"hello\"] | works | says the same",
                "fails | CMD [\"/bin/busybox\",\"false\"] | undecided | as it is, it ends with exit code 1",
                "idle | CMD [\"/bin/busybox\",\"sleep\",\"60\"] | undecided | give a probe",
                "nobody | USER app;CMD [\"/bin/busybox\",\"sleep\",\"60\"] | undecided | as it is, it does not start"
            })
    void theProofIsWhatTheEngineDoes(String tag, String lines, String outcome, String reason) throws Exception {
        JsonNode proof = prove(docker().build("prove-" + tag, lines.replace(';', '\n')), "--prove")
                .path("proof");
        assertThat(proof.path("outcome").asString()).as(proof.toString()).isEqualTo(outcome);
        assertThat(proof.path("reason").asString()).contains(reason);
    }

    @Test
    void theLeastThatWorksIsFound() throws Exception {
        String image = docker().build(
                        "prove-least",
                        "CMD [\"/bin/sh\",\"-c\",\"busybox mkdir -p /tmp/d && busybox chown 33 /tmp/d && exec busybox httpd -f\"]");
        JsonNode privilege = prove(image, "--minimal");
        assertThat(privilege.path("proof").path("outcome").asString()).isEqualTo("breaks");
        JsonNode settings = privilege.path("settings");
        assertThat(settings.path("capabilities").valueStream().map(JsonNode::asString))
                .containsExactly("CHOWN");
        assertThat(settings.path("readOnlyRoot").asBoolean()).isTrue();
        assertThat(settings.path("writablePaths").valueStream().map(JsonNode::asString))
                .containsExactly("/tmp");
    }

    @Test
    void aProbeDecidesWhatLooksAlike() throws Exception {
        String image = docker().build(
                        "prove-probe",
                        "COPY busybox /www/x\nCMD [\"/bin/busybox\",\"httpd\",\"-f\",\"-h\",\"/www\",\"-p\",\"8080\"]");
        assertThat(prove(image, "--probe-url", "http://app:8080/x")
                        .path("proof")
                        .path("outcome")
                        .asString())
                .isEqualTo("works");
        assertThat(prove(image, "--probe-url", "http://app:8080/none")
                        .path("proof")
                        .path("reason")
                        .asString())
                .isEqualTo("as it is, it does not pass the probe");
        assertThat(prove(image, "--probe-command", "/bin/busybox test -f /www/x")
                        .path("proof")
                        .path("outcome")
                        .asString())
                .isEqualTo("works");
        assertThat(prove(image, "--probe-command", "/bin/busybox touch /x")
                        .path("proof")
                        .path("outcome")
                        .asString())
                .isEqualTo("breaks");
    }

    /** Its containers go with it, and those of a run that was killed with the next. */
    @Test
    void nothingIsLeftBehind() throws Exception {
        String image = docker().build("prove-killed", "CMD [\"/bin/busybox\",\"sleep\",\"60\"]");
        Process killed = product.start(
                temporary,
                "advise",
                "docker:" + image,
                "--kinds",
                "privilege",
                "--offline",
                "--prove",
                "--prove-time",
                "30s");
        for (int i = 0; i < 200 && left().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(left()).isNotEmpty();
        killed.destroyForcibly();
        assertThat(killed.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Process stopped = product.start(
                temporary,
                "advise",
                "docker:" + image,
                "--kinds",
                "privilege",
                "--offline",
                "--prove",
                "--prove-time",
                "30s");
        Thread.sleep(4000);
        assertThat(left().lines()).hasSize(1);
        stopped.destroy();
        assertThat(stopped.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(left()).isEmpty();
    }

    private String left() throws Exception {
        return docker().docker("ps", "-aq", "--filter", "name=^/hullmark-prove-")
                .out();
    }

    @Test
    void whatNoEngineHasIsNotProved() throws Exception {
        Path root = Files.createDirectories(temporary.resolve("root"));
        Run run = product.run("advise", "dir:" + root, "--kinds", "privilege", "--offline", "--prove");
        assertThat(run.code()).isEqualTo(2);
    }
}
