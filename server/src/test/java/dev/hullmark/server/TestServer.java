package dev.hullmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.watch.Watched;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in this process, asked over HTTP. */
public final class TestServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOKEN = "a-token-for-tests-only";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HullmarkServer server;

    private TestServer(HullmarkServer server) {
        this.server = server;
    }

    public static TestServer start(Path dir, Duration poll, String... registries) throws IOException {
        return start(dir, poll, Watched.ALL, 1L << 30, registries);
    }

    public static TestServer start(Path dir, Duration poll, Watched watched, long largestLayer, String... registries)
            throws IOException {
        return start(dir, poll, watched, largestLayer, false, registries);
    }

    public static TestServer start(
            Path dir, Duration poll, Watched watched, long largestLayer, boolean attach, String... registries)
            throws IOException {
        return start(dir, options -> options.watching(poll, watched, registries)
                .largestLayer(largestLayer)
                .attaching(attach));
    }

    /** @param differently what differs from the options of all tests */
    public static TestServer start(Path dir, UnaryOperator<TestOptions> differently) throws IOException {
        Path token = dir.resolve("token");
        Files.writeString(token, TOKEN + "\n");
        TestOptions options = differently.apply(new TestOptions(dir.resolve("data"), token));
        return new TestServer(HullmarkServer.start(options.build()));
    }

    public String address() {
        return server.address();
    }

    /** As a registry's configuration has it. */
    public static String notifications(String address) {
        return "notifications:\n  endpoints:\n    - name: hullmark\n      url: " + address
                + "/api/v1/registry-events\n      headers: {Authorization: [\"Bearer " + TOKEN
                + "\"]}\n      timeout: 2s\n      threshold: 5\n      backoff: 1s\n";
    }

    public HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).header("Authorization", "Bearer " + TOKEN);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(at(path));
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    public HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(at(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** All entries of a list, page by page. */
    public List<JsonNode> all(String path) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            JsonNode page = get(next);
            page.path("items").forEach(all::add);
            next = page.path("next").asString("");
        }
        return all;
    }

    public Optional<JsonNode> image(String name) throws IOException, InterruptedException {
        return all("/api/v1/images?limit=1000").stream()
                .filter(i -> i.path("name").asString().equals(name))
                .findFirst();
    }

    public boolean is(String name, String status) throws IOException, InterruptedException {
        return image(name)
                .filter(i -> i.path("status").asString().equals(status))
                .isPresent();
    }

    /** A question that will be answered with yes. */
    public interface Question {
        boolean yes() throws IOException, InterruptedException;
    }

    public static void await(String what, Question question) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!question.yes()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.sleep(200);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
