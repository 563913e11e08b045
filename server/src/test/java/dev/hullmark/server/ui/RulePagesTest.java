package dev.hullmark.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.HullmarkServer;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Database;
import dev.hullmark.store.EventFilter;
import dev.hullmark.store.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies, promotions, channels and problems as pages, and what their forms keep and say. */
class RulePagesTest {
    private static final String VIEWER = "a-viewer-of-the-tests-only";
    private static final String HTML = "text/html";

    @TempDir
    private static Path data;

    private static HullmarkServer server;
    private static String admin;

    @BeforeAll
    static void fill() throws IOException {
        Demo.fill(data);
        Demo.fillHostile(data);
        try (Database database = Database.file(data.resolve("hullmark.db"))) {
            new Tokens(database).add(VIEWER, "viewer", Tokens.Role.VIEWER, Optional.empty(), Instant.now());
        }
        server = DemoServer.start(data, 0);
        admin = Files.readString(data.resolve("admin.token")).strip();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return send(at(path), token);
    }

    private static HttpResponse<String> post(String path, String form, String token) throws Exception {
        return send(
                at(path).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                token);
    }

    @Test
    void whatViolatesAPolicyIsListedWithItsReasons() throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        String page = "";
        while (!page.contains("runs-as-root: ")) {
            assertThat(Instant.now()).as(page).isBefore(end);
            Thread.sleep(200);
            page = get("/policies/prod", VIEWER).body();
        }
        assertThat(page)
                .contains("href=\"/images/sha256:", "At most 10 high findings", "registry.example.com/shop/*")
                .doesNotContain("action=\"/policies");
        assertThat(get("/policies?image=registry.example.com/shop/checkout:latest&environment=prod", VIEWER)
                        .body())
                .contains("Denied", "policy prod: ");
        assertThat(get("/policies?image=nothing:1", VIEWER).body()).contains("is not known here");
    }

    @Test
    void aPolicyIsMadeChangedSwitchedOffAndRemovedAndAllIsNoted() throws Exception {
        assertThat(post("/policies", "name=ci&repositories=r.example/a%0D%0Ar.example/b&high=3&failOn=kev", admin)
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/api/v1/policies", admin).body())
                .contains("[\"r.example/a\",\"r.example/b\"]", "\"most\":{\"high\":3}");
        assertThat(post("/policies", "name=ci&failOn=low", admin).body()).contains("There is one of this name");
        String seen = version("/policies/ci");
        assertThat(post("/policies/ci", seen + "&failOn=low", admin).statusCode())
                .isEqualTo(303);
        HttpResponse<String> late = post("/policies/ci", seen + "&failOn=critical&high=7", admin);
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("Somebody changed this meanwhile", "value=\"critical\"");
        assertThat(post("/policies/ci", "failOn=critical", admin).statusCode()).isEqualTo(422);
        assertThat(get("/api/v1/policies", admin).body()).contains("\"failOn\":\"low\"");
        assertThat(post("/policies/ci/switch", "to=off", admin).statusCode()).isEqualTo(303);
        assertThat(post("/policies/ci", version("/policies/ci") + "&failOn=critical", admin)
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/policies/ci", admin).body()).contains("Switch on", "value=\"critical\"");
        assertThat(get("/api/v1/policies", admin).body()).contains("\"enabled\":false");
        assertThat(post("/policies/default/switch", "to=off", admin).body())
                .contains("be switched off; change what it asks for");
        assertThat(post("/policies/ci/remove", "", VIEWER).statusCode()).isEqualTo(403);
        assertThat(post("/policies/ci/remove", "", admin).statusCode()).isEqualTo(303);
        assertThat(get("/policies/ci", admin).statusCode()).isEqualTo(404);
        assertThat(get("/audit", admin).body()).contains("policy.put", "policy.remove");
    }

    /** As the page's form has it. */
    private static String version(String path) throws Exception {
        Matcher field = Pattern.compile("name=\"version\" value=\"(\\d+)\"")
                .matcher(get(path, admin).body());
        assertThat(field.find()).as(path).isTrue();
        return "version=" + field.group(1);
    }

    /** Nobody has made it yet: it is as it comes with the server. */
    @Test
    void ofTwoWhoChangeThePolicyThatCameWithTheServerTheSecondIsTold() throws Exception {
        String seen = version("/policies/default");
        try {
            assertThat(post("/policies/default", seen + "&critical=1", admin).statusCode())
                    .isEqualTo(303);
            assertThat(post("/policies/default", seen + "&critical=2", admin).body())
                    .contains("Somebody changed this meanwhile");
        } finally {
            assertThat(post("/policies/default/remove", "", admin).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void promotionsSayWhatBecameOfImages() throws Exception {
        assertThat(get("/promotions/to-prod", VIEWER).body())
                .contains("Not good enough", "2 findings match", "Could not be copied", "Promoted")
                .doesNotContain("Promote now");
        assertThat(get("/promotions/to-prod?outcome=refused", VIEWER).body()).doesNotContain("does not move tags");
        assertThat(post("/promotions/to-prod/run", "image=r.example/x:1", admin).body())
                .contains("aria-invalid=\"true\"", "No image of this name is known");
        assertThat(post("/promotions", "name=x&repositories=r.example/dev/*&target=r.example/prod/x", admin)
                        .body())
                .contains("is not watched", "r.example/dev/*", "id=\"target-wrong\"");
        assertThat(post("/promotions/to-prod/run", "image=x", VIEWER).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=webhook&name=c1&url=https://8.8.8.8/a-secret-path&secret=a-secret-of-sixteen",
                "kind=slack&name=c2&url=https://8.8.8.8/a-secret-path",
                "kind=teams&name=c3&url=https://8.8.8.8/a-secret-path",
                "kind=email&name=c4&host=8.8.8.8&security=starttls&user=u&password=a-secret&from=a@b.example&to=c@d.example"
            })
    void aChannelOfEachKindIsMadeAndKeepsItsSecretsToItself(String form) throws Exception {
        String rest = "&digestMinutes=1440&least=high&repositories=r.example/*&events=finding&changes=new&enabled=yes";
        HttpResponse<String> made = post("/channels", form + rest, admin);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        String path = made.headers().firstValue("Location").orElseThrow();
        String page = get(path, admin).body();
        assertThat(page)
                .contains("Send a test", "Told every 1 day", "r.example/*")
                .doesNotContain("a-secret");
        String kept = version(path) + "&" + form.replaceAll("&(url|secret|password)=[^&]*", "");
        assertThat(post(path, kept + rest.replace("1440", "0"), admin).statusCode())
                .isEqualTo(303);
        assertThat(post(path, kept + rest, admin).body()).contains("Somebody changed this meanwhile");
        assertThat(get("/api/v1" + path, admin).body())
                .contains(
                        "\"digestMinutes\":0",
                        form.contains("secret=") || form.contains("password=") ? "\"set\"" : "8.8.8.8");
        HttpResponse<String> wrong = post(path, form + "&events=finding", admin);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"changes-wrong\"").doesNotContain("a-secret");
        assertThat(post(path + "/switch", "to=off", admin).statusCode()).isEqualTo(303);
        assertThat(post(path + "/delete", "", admin).statusCode()).isEqualTo(303);
        assertThat(get(path, admin).statusCode()).isEqualTo(404);
    }

    /** What the API alone can set, and a comma in a pattern. */
    @Test
    void aFormKeepsWhatItHasNoFieldFor() throws Exception {
        put(
                "/api/v1/policies/kept",
                "{\"criteria\":{\"kinds\":[\"tls\",\"secret\"],\"licences\":{\"denied\":[\"A, B\"]}}}");
        String page = get("/policies/kept", admin).body();
        assertThat(page).contains("value=\"tls\" checked").doesNotContain("value=\"behaviour\"");
        assertThat(post(
                                "/policies/kept",
                                version("/policies/kept") + "&kinds=tls&kinds=secret&denied=A,%20B%0D%0AC",
                                admin)
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/api/v1/policies", admin).body())
                .contains("\"kinds\":[\"tls\",\"secret\"]", "\"denied\":[\"A, B\",\"C\"]");
        String form = "kind=slack&name=kept&url=https://8.8.8.8/x&events=promoted";
        String path =
                post("/channels", form, admin).headers().firstValue("Location").orElseThrow();
        put("/api/v1" + path, "{\"kind\":\"slack\",\"name\":\"kept\",\"least\":\"negligible\"}");
        assertThat(get(path, admin).body()).contains("<option value=\"negligible\" selected");
        assertThat(post(path + "/delete", "", admin).statusCode()).isEqualTo(303);
        assertThat(post("/policies/kept/remove", "", admin).statusCode()).isEqualTo(303);
    }

    private static void put(String path, String json) throws Exception {
        HttpResponse<String> answer = send(
                at(path).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json)),
                admin);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void manyChannelsArePaged() throws Exception {
        EventFilter all = new EventFilter(Optional.empty(), List.of(), List.of(), List.of());
        try (Database database = Database.file(data.resolve("hullmark.db"))) {
            for (int i = 0; i < 50; i++) {
                Channels.Spec spec = new Channels.Spec("many-" + i, "webhook", "{}", all, Duration.ZERO, false);
                new Channels(database).add(spec, "test", Instant.now());
            }
        }
        String first = get("/channels", admin).body();
        Matcher next = Pattern.compile("href=\"(/channels\\?after=\\d+)\"").matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(first).doesNotContain(">many-49<");
        assertThat(get(next.group(1), admin).body())
                .contains(">many-49<", "First page")
                .doesNotContain(">many-0<");
    }

    /** What the demo's channel calls may not be called. */
    @Test
    void aTestShowsItsAnswerAndWhatWasGivenUpIsSentAgain() throws Exception {
        assertThat(post("/channels/1/test", "", admin).body()).contains("role=\"status\"", "not public");
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        Matcher again = Pattern.compile("action=\"(/deliveries/\\d+/retry)\"").matcher("");
        while (!again.find()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(200);
            again = Pattern.compile("action=\"(/deliveries/\\d+/retry)\"")
                    .matcher(get("/channels/1", admin).body());
        }
        assertThat(post(again.group(1), "", admin).headers().firstValue("Location"))
                .contains("/channels/1");
        assertThat(get("/audit", admin).body()).contains("channel.test", "delivery.retry");
    }

    @Test
    void problemsArePagesForPeopleAndJsonForPrograms() throws Exception {
        for (String path : List.of("/nowhere", "/account/password", "/users")) {
            HttpResponse<String> page = send(at(path).header("Accept", HTML), VIEWER);
            HttpResponse<String> json = get(path, VIEWER);
            assertThat(page.statusCode()).isEqualTo(json.statusCode()).isIn(403, 404, 405);
            assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(page.body()).contains("<nav aria-label=\"Sections\">", "Go to the overview");
            assertThat(json.body()).startsWith("{\"error\":\"");
        }
        HttpResponse<String> other =
                send(at("/api/v1/images").header("Accept", HTML).DELETE(), admin);
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.headers().firstValue("Allow")).contains("GET");
        assertThat(other.body()).startsWith("{\"error\":\"");
        HttpResponse<String> nobody = send(at("/nowhere").header("Accept", HTML), "nobody");
        assertThat(nobody.body()).contains("Log in").doesNotContain("aria-label=\"Sections\"");
    }

    /** Names, patterns, reasons and addresses that try to leave their place. */
    @Test
    void hostileWordsStayText() throws Exception {
        for (String path : List.of(
                "/policies",
                "/policies/evil",
                "/policies?image=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/promotions",
                "/promotions/evil",
                "/channels",
                "/channels/3",
                "/waivers?id=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/%3Cscript%3Ealert(1)%3C/script%3E")) {
            String body = send(at(path).header("Accept", HTML), admin).body();
            assertThat(body)
                    .as(path)
                    .contains("<main")
                    .doesNotContain("<script>", "<img src=x", "a-secret-of-the-demo");
            assertThat(body.split("method=\"post\"", -1)).hasSameSizeAs(body.split("name=\"csrf\"", -1));
        }
        String bad = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
        assertThat(post("/policies", "name=" + bad + "&repositories=" + bad, admin)
                        .body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }
}
