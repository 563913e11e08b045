package dev.hullmark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointLookupTest {

    @TempDir
    Path home;

    private List<Endpoint> candidates(Map<String, String> variables) {
        return EndpointLookup.candidates(new EngineEnvironment(variables, home, Path.of("/")));
    }

    @Test
    void theUsualPlacesWhenNobodySays() {
        assertThat(candidates(Map.of("XDG_RUNTIME_DIR", "/run/user/7")))
                .extracting(Endpoint::place)
                .containsExactly(
                        "/var/run/docker.sock",
                        "/run/user/7/docker.sock",
                        home + "/.docker/run/docker.sock",
                        "/run/user/7/podman/podman.sock",
                        "/run/podman/podman.sock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unix:///x/y.sock      | /x/y.sock",
                "tcp://localhost       | tcp://localhost:2375",
                "tcp://127.0.0.9:99    | tcp://127.0.0.9:99",
                "tcp://[::1]:99        | tcp://[::1]:99",
            })
    void theVariableNamesOne(String value, String place) {
        assertThat(candidates(Map.of("DOCKER_HOST", value, "DOCKER_CONTEXT", "ignored")))
                .extracting(Endpoint::place)
                .containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh://me@far            | over ssh",
                "npipe:////./pipe/docker | Hullmark knows unix",
                "tcp://10.0.0.1:2375     | without TLS",
                "tcp://127.0.0.1.example.com | without TLS",
                "tcp://localhost.example.com | without TLS",
                "unix://relative         | absolute path",
                "tcp://                  | no address",
                "tcp://:80               | names no host",
                "just words              | Hullmark knows unix",
            })
    void refusesWithASentence(String value, String sentence) {
        assertThatThrownBy(() -> candidates(Map.of("DOCKER_HOST", value)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("DOCKER_HOST")
                .hasMessageContaining(sentence);
    }

    @Test
    void tlsByTheVariables() {
        assertThat(candidates(Map.of(
                        "DOCKER_HOST", "tcp://10.0.0.1", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs")))
                .containsExactly(
                        new Endpoint.Tcp("10.0.0.1", 2376, java.util.Optional.of(Path.of("/certs")), "DOCKER_HOST"));
    }

    private void context(String name, String meta) throws IOException {
        Path dir = Files.createDirectories(home.resolve(".docker/contexts/meta").resolve(sha256(name)));
        Files.writeString(dir.resolve("meta.json"), meta);
    }

    private static String sha256(String text) throws IOException {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    @Test
    void theContextByVariableAndByConfig() throws IOException {
        context("far", "{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///far.sock\"}}}");
        assertThat(candidates(Map.of("DOCKER_CONTEXT", "far")))
                .containsExactly(new Endpoint.Unix(Path.of("/far.sock"), "Docker context \"far\""));
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"far\"}");
        assertThat(candidates(Map.of())).extracting(Endpoint::place).containsExactly("/far.sock");
        assertThat(candidates(Map.of("DOCKER_CONTEXT", "default"))).hasSizeGreaterThan(1);
    }

    @Test
    void aContextWithTlsFiles() throws IOException {
        context("far", "{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://10.0.0.1:2376\"}}}");
        Path tls = Files.createDirectories(
                home.resolve(".docker/contexts/tls").resolve(sha256("far")).resolve("docker"));
        assertThat(candidates(Map.of("DOCKER_CONTEXT", "far")))
                .containsExactly(
                        new Endpoint.Tcp("10.0.0.1", 2376, java.util.Optional.of(tls), "Docker context \"far\""));
    }

    @Test
    void brokenContextsAreNamed() throws IOException {
        assertThatThrownBy(() -> candidates(Map.of("DOCKER_CONTEXT", "gone"))).hasMessageContaining("does not exist");
        context("far", "{}");
        assertThatThrownBy(() -> candidates(Map.of("DOCKER_CONTEXT", "far")))
                .hasMessageContaining("no Docker endpoint");
        context("far", "{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://h:1\",\"SkipTLSVerify\":true}}}");
        assertThatThrownBy(() -> candidates(Map.of("DOCKER_CONTEXT", "far"))).hasMessageContaining("skips the check");
        context("far", "{broken");
        assertThatThrownBy(() -> candidates(Map.of("DOCKER_CONTEXT", "far"))).hasMessageContaining("not valid JSON");
    }

    @Test
    void noEngineSaysWhereItLooked() throws IOException {
        Files.createDirectories(home.resolve("var/run"));
        Files.writeString(home.resolve("var/run/docker.sock"), "a plain file");
        assertThatThrownBy(() -> EngineClient.connect(new EngineEnvironment(Map.of(), home, home)))
                .isInstanceOf(EngineException.Unreachable.class)
                .hasMessageContaining(home + "/var/run/docker.sock (nothing listens there)")
                .hasMessageContaining(home + "/run/podman/podman.sock (not there)")
                .hasMessageContaining("Start Docker or Podman");
    }

    @Test
    void aRefusedSocketSaysSo() {
        assertThat(Endpoint.why(new java.net.SocketException("Permission denied")))
                .startsWith("permission denied");
    }
}
