package dev.hullmark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineClientTest {
    private static final String IMAGE = """
            {"Id":"sha256:abc","RepoTags":["a:1"],"RepoDigests":["a@sha256:def"],"Os":"linux","Architecture":"arm64",
             "Variant":"v8","Created":"2024-01-01T00:00:00Z","Size":123456789012,"Config":{"User":"me"},
             "RootFS":{"Type":"layers","Layers":["sha256:1","sha256:2"]}}""";

    @TempDir
    Path dir;

    private @Nullable FakeEngine engine;

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    private List<String> requests() {
        return java.util.Objects.requireNonNull(engine).requests();
    }

    private FakeEngine engine(String api) throws IOException {
        FakeEngine started = new FakeEngine(dir.resolve("engine.sock"), api);
        engine = started;
        return started;
    }

    @ParameterizedTest
    @CsvSource({"1.41,1.41", "1.44,1.44", "1.50,1.50", "1.57,1.50", "2.0,1.50"})
    void agreesOnAVersion(String theirs, String agreed) throws IOException {
        assertThat(engine(theirs).client().apiVersion()).isEqualTo(agreed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.40 | speaks API 1.40, Hullmark needs 1.41",
                "one  | is no version",
                "1.   | is no version",
            })
    void refusesWhatItDoesNotSpeak(String theirs, String sentence) throws IOException {
        FakeEngine fake = engine(theirs);
        assertThatThrownBy(fake::client).isInstanceOf(EngineException.class).hasMessageContaining(sentence);
    }

    @Test
    void whatIsNoEngineIsNamed() throws IOException {
        FakeEngine fake = engine("1.41").raw("/_ping", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
        assertThatThrownBy(fake::client).hasMessageContaining("is no Docker or Podman engine");
    }

    @Test
    void podmansProcessesHaveTheirNumbersOnTheHostAndZombiesAreNone() throws IOException {
        EngineClient podman = engine("1.41")
                .raw(
                        "/_ping",
                        "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nServer: Libpod/4.3.1 (linux)\r\n"
                                + "Content-Length: 2\r\n\r\nOK")
                .json(
                        "/v1.41/containers/a/top?ps_args=hpid%2Chuser%2Cstate%2Cargs",
                        "{\"Titles\":[\"HPID\",\"HUSER\",\"STATE\",\"COMMAND\"],\"Processes\":"
                                + "[[\"19909\",\"root\",\"S\",\"httpd -f\"],[\"19910\",\"root\",\"Z\",\"[httpd]\"]]}")
                .client();
        assertThat(podman.processes("a").orElseThrow()).containsExactly(new EngineProcess(19909, "root", "httpd -f"));
    }

    /** Podman answers so when the container has no ps; a container that runs has a process. */
    @Test
    void noProcessesAreNoAnswer() throws IOException {
        EngineClient client = engine("1.41")
                .json("/v1.41/containers/a/top?ps_args=-eo%20pid%2Cuid%2Cstat%2Cargs", "{}")
                .client();
        assertThat(client.processes("a")).isEmpty();
        assertThat(requests()).contains("GET /v1.41/containers/a/top?ps_args=-eo%20pid%2Cuid%2Cstat%2Cargs");
    }

    @Test
    void readsAnImage() throws IOException {
        EngineImage image = engine("1.41")
                .json("/v1.41/images/a:1/json", IMAGE)
                .client()
                .image("a:1", "")
                .orElseThrow();
        assertThat(image.id()).isEqualTo("sha256:abc");
        assertThat(image.platform()).isEqualTo("linux/arm64/v8");
        assertThat(image.size()).isEqualTo(123456789012L);
        assertThat(image.layers()).containsExactly("sha256:1", "sha256:2");
        assertThat(image.repoDigests()).containsExactly("a@sha256:def");
        assertThat(image.config().path("User").asString()).isEqualTo("me");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.41 | GET /v1.41/images/a/json",
                "1.48 | GET /v1.48/images/a/json",
                "1.49 | GET /v1.49/images/a/json?platform=%7B%22os%22:%22linux%22%2C%22architecture%22:%22arm%22%2C%22variant%22:%22v7%22%7D",
            })
    void asksForAPlatformWhereTheApiKnowsIt(String api, String request) throws IOException {
        EngineClient client = engine(api).client();
        assertThat(client.image("a", "linux/arm/v7")).isEmpty();
        assertThat(requests()).contains(request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.47 | GET /v1.47/images/a/get",
                "1.48 | GET /v1.48/images/a/get?platform=%7B%22os%22:%22linux%22%2C%22architecture%22:%22amd64%22%7D",
            })
    void exportsOnePlatformWhereTheApiCan(String api, String request) throws IOException {
        EngineClient client = engine(api).client();
        assertThatThrownBy(() -> client.export("a", "linux/amd64")).hasMessageContaining("no such");
        assertThat(requests()).contains(request);
    }

    @Test
    void streamsAnExportOfUnknownLength() throws IOException {
        EngineClient client = engine("1.41")
                .raw(
                        "/v1.41/images/a/get",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntar\r\n0\r\n\r\n")
                .client();
        try (InputStream in = client.export("a", "")) {
            assertThat(in.readAllBytes()).asString().isEqualTo("tar");
        }
    }

    @Test
    void aRefusalShowsTheEnginesWordsWithoutControlCharacters() throws IOException {
        EngineClient client = engine("1.41")
                .raw("/v1.41/info", "HTTP/1.1 500 Oops\r\n\r\n{\"message\":\"it \\u001b[31mburns\\n\"}")
                .client();
        assertThatThrownBy(client::info).hasMessageContaining("(status 500): it  [31mburns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\nno json",
                "HTTP/1.1 200 OK\r\n\r\n{\"Name\":",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 301 Moved\r\nLocation: http://registry.example.com/\r\n\r\n",
                "nonsense\r\n",
                "",
            })
    void nonsenseIsOneSentence(String answer) throws IOException {
        EngineClient client = engine("1.41").raw("/v1.41/info", answer).client();
        assertThatThrownBy(client::info).isInstanceOf(EngineException.class).hasMessageStartingWith("the engine at ");
    }

    @Test
    void deepJsonIsRefused() throws IOException {
        EngineClient client = engine("1.41")
                .json("/v1.41/info", "{\"a\":" + "[".repeat(100_000))
                .client();
        assertThatThrownBy(client::info).isInstanceOf(EngineException.class).hasMessageContaining("no valid JSON");
    }

    @Test
    void anAnswerOfAnotherShapeReadsAsEmpty() throws IOException {
        EngineClient client = engine("1.41")
                .json("/v1.41/info", "[1,2]")
                .json("/v1.41/images/a/json", "{\"Id\":7,\"RootFS\":[],\"RepoTags\":{}}")
                .json("/v1.41/containers/json", "null")
                .client();
        assertThat(client.info().host()).isEmpty();
        assertThat(client.image("a", "").orElseThrow().layers()).isEmpty();
        assertThat(client.containers(false)).isEmpty();
    }

    @Test
    void readsContainersChangesAndHistory() throws IOException {
        EngineClient client = engine("1.43")
                .json("/v1.43/containers/json?all=true", """
                        [{"Id":"c1","Names":["/linker/alias","/web"],"Image":"nginx","ImageID":"sha256:1","State":"running",
                          "Mounts":[{"Destination":"/data"}]}]""")
                .json("/v1.43/containers/web/changes", """
                        [{"Path":"/etc","Kind":0},{"Path":"/etc/x","Kind":1},{"Path":"/bin/y","Kind":2}]""")
                .json("/v1.43/images/a/history", """
                        [{"CreatedBy":"CMD x","Size":0},{"CreatedBy":"RUN y","Size":5}]""")
                .client();
        assertThat(client.containers(true))
                .containsExactly(new EngineContainer("c1", "web", "nginx", "sha256:1", "running", List.of("/data")));
        assertThat(client.changes("web"))
                .extracting(PathChange::kind)
                .containsExactly(PathChange.Kind.MODIFIED, PathChange.Kind.ADDED, PathChange.Kind.DELETED);
        assertThat(client.history("a", ""))
                .extracting(EngineImage.Step::createdBy)
                .containsExactly("RUN y", "CMD x");
    }

    @Test
    void aContainerWithoutChangesHasNone() throws IOException {
        assertThat(engine("1.41")
                        .json("/v1.41/containers/x/changes", "null")
                        .client()
                        .changes("x"))
                .isEmpty();
    }

    @Test
    void readsThePathStatHeader() throws IOException {
        // {"name":"su","size":5,"mode":8388973,"linkTarget":""}: setuid and 0755
        String header = java.util.Base64.getEncoder()
                .encodeToString("{\"name\":\"su\",\"size\":5,\"mode\":8389101,\"linkTarget\":\"\"}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        EngineClient client = engine("1.41")
                .raw(
                        "/v1.41/containers/x/archive?path=/bin/su",
                        "HTTP/1.1 200 OK\r\nX-Docker-Container-Path-Stat: " + header + "\r\n\r\n")
                .client();
        assertThat(client.stat("x", "/bin/su").orElseThrow()).isEqualTo(new PathStat(PathStat.Type.FILE, 5, 04755, ""));
        assertThat(client.stat("x", "/none")).isEmpty();
        assertThat(requests()).contains("HEAD /v1.41/containers/x/archive?path=/bin/su");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../containers/json", "a//b", "a/./b", "a/../b", "/a"})
    void aNameCannotLeaveItsPlace(String name) throws IOException {
        EngineClient client = engine("1.41").client();
        assertThatThrownBy(() -> client.image(name, "")).hasMessageContaining("is not the name of an image");
    }

    @Test
    void aNameIsEncoded() throws IOException {
        EngineClient client = engine("1.41").client();
        assertThat(client.image("a?b c\r\nX: y", "")).isEmpty();
        assertThat(requests()).contains("GET /v1.41/images/a%3Fb%20c%0D%0AX:%20y/json");
    }
}
