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
        policies(description, admin);
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

    private void policies(JsonNode description, String admin) throws Exception {
        String waivers = "/api/v1/waivers";
        String one = waivers + "/{id}";
        HttpResponse<String> made = live().api(
                        admin,
                        "POST",
                        waivers,
                        "{\"id\":\"CVE-2023-45853\",\"package\":\"zlib1g\",\"scope\":{\"repositories\":[\"registry.example/*\"]},"
                                + "\"kind\":\"not-affected\",\"justification\":\"component_not_present\",\"reason\":\"not"
                                + " built\",\"expires\":\"2999-01-31\"}");
        check(description, "post", waivers, made, 201);
        String number = waivers + "/" + live().json(made).path("number").asLong();
        check(description, "post", waivers, live().api(admin, "POST", waivers, "{}"), 400);
        check(description, "get", waivers, live().api(admin, "GET", waivers + "?limit=1", ""), 200);
        check(description, "get", waivers, live().api(admin, "GET", waivers + "?limit=x", ""), 400);
        check(description, "get", one, live().api(admin, "GET", number, ""), 200);
        check(description, "put", one, live().api(admin, "PUT", number, "{\"reason\":\"still not\"}"), 200);
        check(description, "delete", one, live().api(admin, "DELETE", number, ""), 200);
        check(description, "delete", one, live().api(admin, "DELETE", number, ""), 404);
        check(description, "get", waivers, live().api(admin, "GET", waivers + "?ended=true", ""), 200);

        String policy =
                "{\"repositories\":[\"registry.example/*\"],\"tags\":[\"*\"],\"environments\":[\"prod\"],\"criteria\":"
                        + "{\"failOn\":\"high\",\"kinds\":[\"malware\"],\"most\":{\"low\":3},\"rules\":[\"runs-as-root\"],"
                        + "\"licences\":{\"denied\":[\"AGPL-*\"]},\"maxScanAge\":\"90d\",\"strict\":true}}";
        String policies = "/api/v1/policies";
        check(description, "put", policies + "/{name}", live().api(admin, "PUT", policies + "/prod", policy), 200);
        check(description, "put", policies + "/{name}", live().api(admin, "PUT", policies + "/prod", "[]"), 400);
        check(description, "get", policies, live().api(admin, "GET", policies, ""), 200);
        String gate = "/api/v1/gate";
        check(description, "get", gate, live().api(admin, "GET", gate + "?image=registry.example/shop:1", ""), 200);
        check(description, "get", gate, live().api(admin, "GET", gate + "?image=registry.example/none", ""), 200);
        check(description, "get", gate, live().api(admin, "GET", gate, ""), 400);
        String review =
                "{\"kind\":\"ImageReview\",\"spec\":{\"containers\":[{\"image\":\"registry.example/shop:1\"}]}}";
        check(
                description,
                "post",
                gate + "/image-review",
                live().api(admin, "POST", gate + "/image-review", review),
                200);
        check(description, "delete", policies + "/{name}", live().api(admin, "DELETE", policies + "/prod", ""), 200);
        check(description, "delete", policies + "/{name}", live().api(admin, "DELETE", policies + "/prod", ""), 404);

        String promotions = "/api/v1/promotions";
        check(description, "put", promotions + "/{name}", live().api(admin, "PUT", promotions + "/a", "{}"), 400);
        check(description, "get", promotions, live().api(admin, "GET", promotions, ""), 200);
        String results = promotions + "/{name}/results";
        check(description, "get", results, live().api(admin, "GET", promotions + "/a/results", ""), 200);
        String run = promotions + "/{name}/run";
        check(
                description,
                "post",
                run,
                live().api(admin, "POST", promotions + "/a/run", "{\"image\":\"registry.example/shop:1\"}"),
                404);
        check(description, "delete", promotions + "/{name}", live().api(admin, "DELETE", promotions + "/a", ""), 404);
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
