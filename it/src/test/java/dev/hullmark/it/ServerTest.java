package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as its users have it, beside a real registry. */
class ServerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> servers = new ArrayList<>();
    private Optional<LocalRegistry> registry = Optional.empty();
    private Product product = Product.in(Path.of(""));
    private String address = "";
    private String host = "";

    @BeforeEach
    void places() throws IOException {
        product = Product.in(Files.createDirectories(dir.resolve("home")));
        address = LocalRegistry.freeAddress();
        host = LocalRegistry.freeAddress();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process server : servers) {
            server.destroy();
            server.waitFor();
        }
        registry.ifPresent(LocalRegistry::close);
        client.close();
    }

    private void serve(String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "server",
                "--listen",
                address,
                "--data",
                dir.resolve("data").toString(),
                "--admin-token-file",
                dir.resolve("token").toString(),
                "--registry",
                "http://" + host,
                "--offline"));
        words.addAll(List.of(more));
        Process server = product.start(dir, words.toArray(String[]::new));
        servers.add(server);
        // Nobody reads what it says; it must not wait for that.
        Thread.ofVirtual().start(() -> {
            try {
                server.getErrorStream().transferTo(System.err);
            } catch (IOException e) {
                // It has stopped.
            }
        });
        await("the server answers", () -> get("/healthz").isPresent());
    }

    private void startRegistry(String settings) throws IOException, InterruptedException {
        registry = Optional.of(LocalRegistry.start(dir, host, settings));
    }

    private String notifications() throws IOException {
        return "notifications:\n  endpoints:\n    - name: hullmark\n      url: http://" + address
                + "/api/v1/registry-events\n      headers: {Authorization: [\"Bearer " + token()
                + "\"]}\n      timeout: 2s\n      threshold: 5\n      backoff: 1s\n";
    }

    private String token() throws IOException {
        return Files.readString(dir.resolve("token")).strip();
    }

    private byte[] layer(String name, String version) throws IOException, InterruptedException {
        Path root = dir.resolve("root-" + name + version);
        Path folder = Files.createDirectories(root.resolve("app/node_modules/" + name));
        Files.writeString(
                folder.resolve("package.json"), "{\"name\":\"" + name + "\",\"version\":\"" + version + "\"}");
        Path tar = dir.resolve(name + version + ".tar");
        assertThat(new ProcessBuilder("tar", "-C", root.toString(), "-cf", tar.toString(), "app")
                        .start()
                        .waitFor())
                .isZero();
        return Files.readAllBytes(tar);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path));
    }

    /** What an administrator is answered; empty while nobody does. */
    private Optional<JsonNode> get(String path) {
        try {
            HttpResponse<String> answer = send(at(path).header("Authorization", "Bearer " + token()));
            return answer.statusCode() == 200
                    ? Optional.of(path.equals("/healthz") ? JSON.createObjectNode() : JSON.readTree(answer.body()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Question {
        boolean yes() throws IOException, InterruptedException;
    }

    private static void await(String what, Question question) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!question.yes()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.sleep(100);
        }
    }

    private Optional<JsonNode> image(String name, Predicate<JsonNode> which) {
        return get("/api/v1/images?limit=1000").stream()
                .flatMap(page -> page.path("items").valueStream())
                .filter(item -> item.path("name").asString().equals(name) && which.test(item))
                .findFirst();
    }

    private static boolean done(JsonNode item) {
        return item.path("status").asString().equals("done");
    }

    @Test
    void whatIsPushedIsReadAndJudgedAgainWhenAdvisoriesChange() throws Exception {
        serve("--poll", "1h");
        startRegistry(notifications());
        String digest = registry.orElseThrow().image("team/shop", "1", layer("left-pad", "1.3.0"));
        String name = host + "/team/shop:1";
        await("the image is done", () -> image(name, ServerTest::done).isPresent());
        JsonNode item = image(name, ServerTest::done).orElseThrow();
        assertThat(item.path("digest").asString()).isEqualTo(digest);
        assertThat(item.path("packages").asInt()).isEqualTo(1);
        assertThat(item.path("findings").path("critical").asInt()).isZero();

        Path feeds = Files.createDirectories(dir.resolve("feeds"));
        Files.writeString(
                feeds.resolve("record.json"),
                "{\"id\":\"GHSA-0000-0000-0001\",\"modified\":\"2026-01-01T00:00:00Z\",\"summary\":\"Pads wrong\","
                        + "\"database_specific\":{\"severity\":\"CRITICAL\"},\"affected\":[{\"package\":{\"ecosystem\":"
                        + "\"npm\",\"name\":\"left-pad\"},\"ranges\":[{\"type\":\"SEMVER\",\"events\":[{\"introduced\":"
                        + "\"0\"}]}]}]}");
        Product.Run imported = product.run(
                "db",
                "import",
                feeds.resolve("record.json").toString(),
                "--db",
                dir.resolve("data/advisories").toString());
        assertThat(imported.code()).as(imported.err()).isZero();
        await("the new advisory counts", () -> image(
                        name, i -> i.path("findings").path("critical").asInt() == 1)
                .isPresent());
    }

    @Test
    void whatNoNotificationToldIsFoundByLookingAndSurvivesAKill() throws Exception {
        startRegistry("");
        byte[] base = layer("base", "1.0.0");
        registry.orElseThrow().image("one", "a", base);
        registry.orElseThrow().image("two", "b", base, layer("top", "2.0.0"));
        serve("--poll", "1s");
        await(
                "both are done",
                () -> image(host + "/one:a", ServerTest::done).isPresent()
                        && image(host + "/two:b", ServerTest::done).isPresent());
        servers.removeLast().destroyForcibly().waitFor();
        registry.orElseThrow().image("three", "c", base);
        serve("--poll", "1s");
        await("the third is done", () -> image(host + "/three:c", ServerTest::done)
                .isPresent());
        JsonNode first = get("/api/v1/images?limit=2").orElseThrow();
        assertThat(first.path("items").size()).isEqualTo(2);
        JsonNode rest = get(first.path("next").asString()).orElseThrow();
        assertThat(rest.path("items").size()).isEqualTo(1);
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    void whoHasNoTokenIsToldNothing() throws Exception {
        serve("--poll", "1h");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("token"))))
                .isEqualTo("rw-------");
        for (String path : List.of("/api/v1/images", "/api/v1/images/sha256:0")) {
            for (String header : List.of("", "Bearer", "Bearer wrong", "Basic YTpi")) {
                HttpRequest.Builder request = at(path);
                if (!header.isEmpty()) {
                    request.header("Authorization", header);
                }
                HttpResponse<String> answer = send(request);
                assertThat(answer.statusCode()).as(path + " " + header).isEqualTo(401);
                assertThat(answer.body()).doesNotContain("items");
            }
        }
        assertThat(send(at("/api/v1/registry-events").POST(HttpRequest.BodyPublishers.ofString("{\"events\":[]}")))
                        .statusCode())
                .isEqualTo(401);
        for (String body : List.of("", "[]", "{\"events\":7}", "\u0000")) {
            assertThat(send(at("/api/v1/registry-events")
                                    .header("Authorization", "Bearer " + token())
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                                            body.getBytes(StandardCharsets.UTF_8))))
                            .statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(get("/api/v1/images?limit=0")).isEmpty();
        assertThat(get("/api/v1/images?after=%21")).isEmpty();
    }
}
