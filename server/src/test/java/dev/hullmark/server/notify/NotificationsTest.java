package dev.hullmark.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.HullmarkServer;
import dev.hullmark.server.TestOptions;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Database;
import dev.hullmark.store.Events;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Channels as an administrator has them, on a running server. */
class NotificationsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SIGNING = "signing-secret-0123456789";

    @TempDir
    private Path dir = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream stderr = System.err;
    private Optional<HullmarkServer> server = Optional.empty();
    private String token = "";

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        server = Optional.of(HullmarkServer.start(new TestOptions(dir.resolve("data"), dir.resolve("token"))
                .allowing("127.0.0.1")
                .build()));
        token = Files.readString(dir.resolve("token")).strip();
    }

    @AfterEach
    void stop() {
        server.ifPresent(HullmarkServer::close);
        client.close();
        System.setErr(stderr);
    }

    private HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.orElseThrow().address() + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = ask(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static String webhook(String url) {
        return "{\"name\":\"ops\",\"kind\":\"webhook\",\"settings\":{\"url\":\"" + url + "\",\"secret\":\"" + SIGNING
                + "\"},\"events\":[\"image-pushed\",\"promoted\"]}";
    }

    private static void await(String what, Callable<Boolean> question) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!question.call()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.sleep(50);
        }
    }

    @Test
    void whatHappensIsToldOnceAndSecretsAreToldToNobody() throws Exception {
        try (Receiver receiver = new Receiver();
                Database database = Database.file(dir.resolve("data/hullmark.db"))) {
            JsonNode created = json("POST", "/api/v1/channels", webhook(receiver.url()), 201);
            String one = "/api/v1/channels/" + created.path("id").asLong();
            assertThat(created.path("settings").path("secret").asString()).isEqualTo("set");
            assertThat(created.path("settings").path("host").asString()).startsWith("127.0.0.1:");
            new Images(database).register("r.example/shop", "1", "", "sha256:1", Optional.empty(), Instant.now());
            new Images(database).register("r.example/shop", "2", "", "sha256:2", Optional.empty(), Instant.now());
            await("the message comes", () -> receiver.messages.stream()
                    .flatMap(m -> m.path("sections").valueStream())
                    .flatMap(s -> s.path("lines").valueStream())
                    .anyMatch(l -> l.path("subject").asString().equals("r.example/shop:2")));
            String id = receiver.messages.getFirst().path("id").asString();
            assertThat(receiver.ids.getFirst()).isEqualTo(id);
            await("it is noted", () -> json("GET", one + "/deliveries", "", 200)
                    .path("items")
                    .valueStream()
                    .allMatch(d -> d.path("state").asString().equals("delivered")));
            assertThat(receiver.ids).doesNotHaveDuplicates();

            String changed =
                    "{\"name\":\"operators\",\"kind\":\"webhook\",\"events\":[\"promoted\"],\"least\":\"high\"}";
            assertThat(json("PUT", one, changed, 200)
                            .path("settings")
                            .path("secret")
                            .asString())
                    .isEqualTo("set");
            receiver.status.set(403);
            new Events(database).add(Events.Type.PROMOTED, Optional.empty(), "x", Instant.now());
            await("it is given up", () -> json("GET", one + "/deliveries?limit=1", "", 200)
                    .path("items")
                    .path(0)
                    .path("state")
                    .asString()
                    .equals("dead"));
            JsonNode page = json("GET", one + "/deliveries?limit=1", "", 200);
            assertThat(page.path("items").path(0).path("said").asString()).isEqualTo("403 heard");
            assertThat(page.path("next").asString()).contains("before=");
            receiver.status.set(200);
            String dead = page.path("items").path(0).path("id").asString();
            json("POST", "/api/v1/deliveries/" + dead + "/retry", "", 202);
            await("it is delivered", () -> json("GET", one + "/deliveries?limit=1", "", 200)
                    .path("items")
                    .path(0)
                    .path("state")
                    .asString()
                    .equals("delivered"));
            json("POST", "/api/v1/deliveries/" + dead + "/retry", "", 409);
            json("POST", "/api/v1/deliveries/unknown/retry", "", 404);

            JsonNode tested = json("POST", one + "/test", "", 200);
            assertThat(tested.path("outcome").asString()).isEqualTo("delivered");
            assertThat(tested.path("said").asString()).isEqualTo("200 heard");
            String shown = ask("GET", "/api/v1/channels", "").body()
                    + ask("GET", one, "").body()
                    + created
                    + page
                    + log.toString(StandardCharsets.UTF_8)
                    + new Audit(database).before(Long.MAX_VALUE, 99);
            assertThat(shown).doesNotContain(SIGNING, "path-secret", "query-secret");
            assertThat(new Audit(database).before(Long.MAX_VALUE, 99))
                    .extracting(Audit.Entry::action)
                    .contains("channel.create", "channel.change", "channel.test", "delivery.retry");
            assertThat(ask("DELETE", one, "").statusCode()).isEqualTo(204);
            json("GET", one, "", 404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense|JSON object",
                "[]|JSON object",
                "{}|'name'",
                "{\"name\":7}|'name'",
                "{\"name\":\"a\\u0007\",\"kind\":\"slack\"}|'name'",
                "{\"name\":\"a\",\"kind\":\"pigeon\"}|'kind'",
                "{\"name\":\"a\",\"kind\":\"slack\"}|settings.url",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"ftp://x.example/\"}}|https://",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://169.254.169.254/\"}}|--allow-host",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://[::1]/\"}}|--allow-host",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://2130706433/\"}}|usual",
                "{\"name\":\"a\",\"kind\":\"webhook\",\"settings\":{\"url\":\"http://127.0.0.1/\",\"secret\":\"short\"}}|16",
                "{\"name\":\"a\",\"kind\":\"email\",\"settings\":{\"host\":\"127.0.0.1\"}}|settings.from",
                "{\"name\":\"a\",\"kind\":\"email\",\"settings\":{\"host\":\"127.0.0.1\",\"from\":\"a@b.example\\r\\nBcc: c@d.example\",\"to\":[\"a@b.example\"]}}|from",
                "{\"name\":\"a\",\"kind\":\"email\",\"settings\":{\"host\":\"127.0.0.1\",\"from\":\"a@b.example\",\"to\":[\"no address\"]}}|address",
                "{\"name\":\"a\",\"kind\":\"email\",\"settings\":{\"host\":\"10.0.0.1\",\"from\":\"a@b.example\",\"to\":[\"a@b.example\"]}}|--allow-host",
                "{\"name\":\"a\",\"kind\":\"email\",\"settings\":{\"host\":\"127.0.0.1\",\"security\":\"ssl\",\"from\":\"a@b.example\",\"to\":[\"a@b.example\"]}}|starttls",
                "{\"name\":\"a\",\"kind\":\"email\",\"settings\":{\"host\":\"127.0.0.1\",\"user\":\"u\",\"from\":\"a@b.example\",\"to\":[\"a@b.example\"]}}|password",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://127.0.0.1/\"},\"least\":\"awful\"}|'least'",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://127.0.0.1/\"},\"events\":[\"nothing\"]}|'events'",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://127.0.0.1/\"},\"events\":\"finding\"}|'events'",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://127.0.0.1/\"},\"changes\":[\"x\"]}|'changes'",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://127.0.0.1/\"},\"repositories\":[\"a b\"]}|'repositories'",
                "{\"name\":\"a\",\"kind\":\"slack\",\"settings\":{\"url\":\"http://127.0.0.1/\"},\"digestMinutes\":-1}|'digestMinutes'",
            })
    void whatIsWrongIsSaid(String body, String word) throws Exception {
        assertThat(json("POST", "/api/v1/channels", body, 400).path("error").asString())
                .contains(word);
        assertThat(json("GET", "/api/v1/channels", "", 200).path("items")).isEmpty();
    }

    @Test
    void namesAreOnceAndUnknownIdsAreUnknown() throws Exception {
        try (Receiver receiver = new Receiver()) {
            json("POST", "/api/v1/channels", webhook(receiver.url()), 201);
            json("POST", "/api/v1/channels", webhook(receiver.url()), 409);
            for (String id : List.of("99", "x", "-1", "99999999999999999999")) {
                json("GET", "/api/v1/channels/" + id, "", 404);
                json("DELETE", "/api/v1/channels/" + id, "", 404);
                json("POST", "/api/v1/channels/" + id + "/test", "", 404);
                json("PUT", "/api/v1/channels/" + id, webhook(receiver.url()), 404);
            }
        }
    }

    @Test
    void metricsTellOfRequestsJobsImagesAndTheJvm() throws Exception {
        try (Database database = Database.file(dir.resolve("data/hullmark.db"))) {
            Instant now = Instant.now();
            new Tokens(database).add("a-viewers-token-0123", "v", Tokens.Role.VIEWER, Optional.empty(), now);
            new Images(database).register("r/shop", "1", "", "sha256:1", Optional.empty(), now);
            new Jobs(database).add("nobodys", "x", Jobs.Priority.SCHEDULED, now.minusSeconds(60));
            ask("GET", "/api/v1/images/sha256:unknown", "");
            token = "a-viewers-token-0123";
            HttpResponse<String> answer = ask("GET", "/metrics", "");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith("text/plain; version=0.0.4"));
            assertThat(answer.body())
                    .contains(
                            "hullmark_store_up 1.0",
                            "hullmark_images{status=\"listed\"} 1.0",
                            "hullmark_findings_open{severity=\"critical\"} 0.0",
                            "hullmark_jobs{kind=\"nobodys\",state=\"queued\"} 1.0",
                            "hullmark_http_requests_seconds_bucket{method=\"GET\",route=\"/api/v1/images/{digest}\",status=\"404\",le=\"0.3\"}",
                            "jvm_memory_used_bytes")
                    .containsPattern("hullmark_jobs_oldest_seconds [6-9][0-9]")
                    .containsPattern("hullmark_feed_age_seconds\\{feed=")
                    .doesNotContain("sha256:unknown");
            token = "";
            assertThat(ask("GET", "/metrics", "").statusCode()).isEqualTo(401);
        }
    }
}
