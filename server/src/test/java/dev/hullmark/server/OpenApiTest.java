package dev.hullmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Database;
import dev.hullmark.store.Images;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The API's description says what the server does, no more and no less. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String FILE = "server/src/main/resources/dev/hullmark/server/http/openapi.json";

    private Optional<LiveServer> running = Optional.empty();

    @BeforeAll
    void start(@TempDir Path dir) {
        running = Optional.of(new LiveServer(dir));
        try (Database database = live().database()) {
            Images images = new Images(database);
            images.register("registry.example/shop", "1", "", DIGEST, Optional.empty(), Instant.now());
            images.register("registry.example/shop", "2", "linux/arm64", DIGEST, Optional.empty(), Instant.now());
        }
    }

    @AfterAll
    void stop() {
        running.ifPresent(LiveServer::close);
    }

    private LiveServer live() {
        return running.orElseThrow();
    }

    private JsonNode description() throws IOException, InterruptedException {
        HttpResponse<String> answer = live().send(live().at("/api/openapi.json"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return live().json(answer);
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() throws Exception {
        TreeSet<String> answered = new TreeSet<>();
        for (Routes.Route route : live().server().routes()) {
            if (route.path().startsWith("/api/")) {
                answered.add(route.path() + " " + route.method().text().toLowerCase(java.util.Locale.ROOT));
            }
        }
        TreeSet<String> described = new TreeSet<>();
        description().path("paths").forEachEntry((path, methods) -> methods.propertyNames()
                .forEach(m -> described.add(path + " " + m)));
        TreeSet<String> missing = new TreeSet<>(answered);
        missing.removeAll(described);
        TreeSet<String> toomuch = new TreeSet<>(described);
        toomuch.removeAll(answered);
        assertThat(missing)
                .as("add these to 'paths' of " + FILE + ", with what they take and answer")
                .isEmpty();
        assertThat(toomuch).as("take these out of 'paths' of " + FILE).isEmpty();
    }

    @Test
    void everyRoutesRoleIsAsDescribed() throws Exception {
        JsonNode paths = description().path("paths");
        for (Routes.Route route : live().server().routes()) {
            if (route.path().startsWith("/api/")) {
                String method = route.method().text().toLowerCase(java.util.Locale.ROOT);
                String said = paths.path(route.path())
                        .path(method)
                        .path("description")
                        .asString("");
                assertThat(said)
                        .as("the description of " + method + " " + route.path() + " in " + FILE)
                        .isEqualTo(route.least()
                                .map(least -> "Takes the role '" + least.text() + "'.")
                                .orElse(""));
            }
        }
    }

    /** Real answers, each checked by the schema that is given for its route and status. */
    @Test
    void realAnswersAreAsDescribed() throws Exception {
        JsonNode description = description();
        String admin = live().adminToken();
        check(description, "get", "/api/v1/images", live().api(admin, "GET", "/api/v1/images?limit=1", ""), 200);
        check(description, "get", "/api/v1/images", live().api(admin, "GET", "/api/v1/images?limit=x", ""), 400);
        check(
                description,
                "get",
                "/api/v1/images/{digest}",
                live().api(admin, "GET", "/api/v1/images/" + DIGEST, ""),
                200);
        check(description, "get", "/api/v1/images/{digest}", live().api(admin, "GET", "/api/v1/images/x", ""), 404);
        check(
                description,
                "post",
                "/api/v1/registry-events",
                live().api(admin, "POST", "/api/v1/registry-events", "{\"events\":[]}"),
                202);
        check(description, "get", "/api/v1/me", live().api(admin, "GET", "/api/v1/me", ""), 200);
        check(description, "get", "/api/v1/me", live().api("x", "GET", "/api/v1/me", ""), 401);
        check(
                description,
                "post",
                "/api/v1/users",
                live().api(admin, "POST", "/api/v1/users", "{\"name\":\"eve\",\"role\":\"viewer\"}"),
                201);
        check(
                description,
                "post",
                "/api/v1/users",
                live().api(admin, "POST", "/api/v1/users", "{\"name\":\"eve\",\"role\":\"viewer\"}"),
                409);
        check(description, "post", "/api/v1/users", live().api(admin, "POST", "/api/v1/users", "{}"), 400);
        check(
                description,
                "patch",
                "/api/v1/users/{name}",
                live().api(admin, "PATCH", "/api/v1/users/eve", "{\"password\":\"a new password of eve\"}"),
                200);
        check(description, "get", "/api/v1/users", live().api(admin, "GET", "/api/v1/users?limit=1", ""), 200);
        check(
                description,
                "post",
                "/api/v1/tokens",
                live().api(
                                admin,
                                "POST",
                                "/api/v1/tokens",
                                "{\"name\":\"ci\",\"role\":\"viewer\",\"expiresInDays\":9,\"scope\":[\"a/*\"]}"),
                201);
        check(description, "get", "/api/v1/tokens", live().api(admin, "GET", "/api/v1/tokens?limit=1", ""), 200);
        check(description, "get", "/api/v1/audit", live().api(admin, "GET", "/api/v1/audit?limit=1", ""), 200);
        check(
                description,
                "delete",
                "/api/v1/tokens/{id}",
                live().api(admin, "DELETE", "/api/v1/tokens/999999", ""),
                404);
        check(description, "get", "/api/v1/advisories", live().api(admin, "GET", "/api/v1/advisories", ""), 200);
        for (String list : List.of("/api/v1/hosts", "/api/v1/containers")) {
            check(description, "get", list, live().api(admin, "GET", list, ""), 200);
        }
        check(
                description,
                "get",
                "/api/v1/images/{digest}/findings",
                live().api(admin, "GET", "/api/v1/images/" + DIGEST + "/findings", ""),
                200);
        check(
                description,
                "get",
                "/api/v1/images/{digest}/sbom",
                live().api(admin, "GET", "/api/v1/images/" + DIGEST + "/sbom", ""),
                409);
        check(
                description,
                "get",
                "/api/v1/vulnerabilities/{id}/images",
                live().api(admin, "GET", "/api/v1/vulnerabilities/CVE-2021-44228/images", ""),
                200);
        String channel = "{\"name\":\"team\",\"kind\":\"slack\",\"least\":\"high\",\"digestMinutes\":60,"
                + "\"settings\":{\"url\":\"https://192.0.2.1/hook\"}}";
        check(description, "post", "/api/v1/channels", live().api(admin, "POST", "/api/v1/channels", channel), 400);
        check(description, "get", "/api/v1/channels", live().api(admin, "GET", "/api/v1/channels", ""), 200);
        check(
                description,
                "get",
                "/api/v1/channels/{id}/deliveries",
                live().api(admin, "GET", "/api/v1/channels/1/deliveries", ""),
                200);
        check(
                description,
                "post",
                "/api/v1/deliveries/{id}/retry",
                live().api(admin, "POST", "/api/v1/deliveries/x/retry", ""),
                404);
        String cookie = LiveServer.cookie(live().login("eve", "a new password of eve"));
        check(
                description,
                "get",
                "/api/v1/me",
                live().send(live().at("/api/v1/me").header("Cookie", cookie)),
                200);
        check(
                description,
                "get",
                "/api/v1/me/sessions",
                live().send(live().at("/api/v1/me/sessions").header("Cookie", cookie)),
                200);
        check(
                description,
                "get",
                "/api/v1/users",
                live().send(live().at("/api/v1/users").header("Cookie", cookie)),
                403);
        check(description, "delete", "/api/v1/users/{name}", live().api(admin, "DELETE", "/api/v1/users/eve", ""), 204);
    }

    private void check(JsonNode description, String method, String path, HttpResponse<String> answer, int status) {
        String name = method + " " + path + " answered " + answer.statusCode() + " " + answer.body();
        assertThat(answer.statusCode()).as(name).isEqualTo(status);
        JsonNode response = description
                .path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(Integer.toString(status));
        assertThat(response.isObject())
                .as(name + ": this status is not described")
                .isTrue();
        JsonNode schema = response.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            assertThat(answer.body()).as(name).isEmpty();
            return;
        }
        assertThat(schema(description, schema.toString()).validate(answer.body(), InputFormat.JSON))
                .as(name)
                .isEmpty();
    }

    /** The components are named from where they stand in the whole description. */
    private static Schema schema(JsonNode description, String schema) {
        String whole = "{\"components\":" + description.path("components") + ",\"allOf\":[" + schema + "]}";
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, b -> b.schemas(Map.of()))
                .getSchema(SchemaLocation.of("https://hullmark.example/answer.json"), whole, InputFormat.JSON);
    }

    @Test
    void whatIsNotDescribedIsFound() throws Exception {
        Schema checked = schema(description(), "{\"$ref\":\"#/components/schemas/Me\"}");
        assertThat(checked.validate("{\"name\":\"a\",\"role\":\"viewer\",\"by\":\"token\"}", InputFormat.JSON))
                .isEmpty();
        assertThat(checked.validate("{\"name\":\"a\",\"role\":\"owner\",\"by\":\"token\"}", InputFormat.JSON))
                .isNotEmpty();
        assertThat(checked.validate("{\"name\":\"a\",\"role\":\"viewer\",\"by\":\"token\",\"x\":1}", InputFormat.JSON))
                .isNotEmpty();
    }
}
