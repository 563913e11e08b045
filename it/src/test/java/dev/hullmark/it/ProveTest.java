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
        return proveTarget("docker:" + image, more);
    }

    private JsonNode proveTarget(String target, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "advise", target, "--kinds", "privilege", "--offline", "--format", "json", "--prove-time", "6s"));
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
                "late | CMD [\"/bin/sh\",\"-c\",\"busybox httpd -f -p 8080 & busybox sleep 1 && echo > /x && busybox httpd -f -p 9090\\nwait\"] | breaks | 9090/tcp",
                "crash | CMD [\"/bin/sh\",\"-c\",\"busybox httpd -p 8080 && busybox sleep 1 && echo > /x && exec busybox sleep 60\\nexit 3\"] | breaks | exit code 3",
                "inner | CMD [\"/bin/sh\",\"-c\",\"busybox touch /x && exec busybox httpd -f -p 8080\\nexec busybox httpd -f -p 127.0.0.1:8080\"] | breaks | but on its loopback",
                "sick | HEALTHCHECK --retries=1 CMD [\"/bin/busybox\",\"test\",\"-f\",\"/x\"];CMD [\"/bin/sh\",\"-c\",\"busybox touch /x\\nexec busybox httpd -f\"] | breaks | health check",
                "fresh | COPY busybox /bin/chown;VOLUME /data/;CMD [\"/bin/sh\",\"-c\",\"echo > /data/x && exec busybox httpd -f\"] | works | 80/tcp",
                "brief | CMD [\"/bin/sh\",\"-c\",\"busybox sleep 3 && echo done\"] | works | says the same",
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
        // What was disproved is not said any more.
        assertThat(privilege.path("verdicts").valueStream().map(v -> v.path("answer")
                        .asString()))
                .containsOnly("needs-privileges");
        assertThat(privilege.path("fixes").path("dockerfile").valueStream().map(JsonNode::asString))
                .allMatch(line -> line.startsWith("#"));
    }

    /** Its name may be an image's, too. */
    @Test
    void aContainerIsProvedAsItWasStarted() throws Exception {
        String image = docker().build("prove-served", "CMD [\"/bin/busybox\",\"false\"]");
        String web = docker().run("prove-web", image, "/bin/busybox", "httpd", "-f", "-p", "8080");
        JsonNode privilege = proveTarget("container:" + web, "--prove");
        assertThat(privilege.path("proof").path("reason").asString()).contains("8080/tcp");
        assertThat(privilege.path("fixes").path("dockerRun").valueStream().map(JsonNode::asString))
                .endsWith("  " + image);

        String mounted = docker().run("prove-mounted", "-v", temporary + ":/m", image, "/bin/busybox", "sleep", "60");
        Run refused = product.run("advise", "container:" + mounted, "--kinds", "privilege", "--offline", "--prove");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("mounted at /m");
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
        String breaking =
                docker().build("prove-stopped", "CMD [\"/bin/sh\",\"-c\",\"echo > /x && exec busybox httpd -f\"]");
        Path written = temporary.resolve("advice.json");
        // Now in the first trial, now later: whenever it is, nothing is left and nothing is made up.
        for (int wait : List.of(3000, 7500)) {
            Process stopped = product.start(
                    temporary,
                    "advise",
                    "docker:" + breaking,
                    "--kinds",
                    "privilege",
                    "--offline",
                    "--minimal",
                    "--prove-time",
                    "3s",
                    "-o",
                    written.toString());
            Thread.sleep(wait);
            stopped.destroy();
            assertThat(stopped.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(left()).isEmpty();
            assertThat(written).doesNotExist();
        }
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
