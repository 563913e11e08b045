package dev.hullmark.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.HullmarkServer;
import dev.hullmark.store.Database;
import dev.hullmark.store.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page over HTTP, with much to show, with nothing, and with names that try to be HTML. */
class PagesTest {
    private static final String VIEWER = "a-viewer-of-the-tests-only";

    @TempDir
    private static Path data;

    private static HullmarkServer server;
    private static String hostile;

    @BeforeAll
    static void fill() throws IOException {
        Demo.fill(data);
        hostile = Demo.fillHostile(data);
        try (Database database = Database.file(data.resolve("hullmark.db"))) {
            new Tokens(database).add(VIEWER, "viewer", Tokens.Role.VIEWER, Optional.empty(), Instant.now());
        }
        server = DemoServer.start(data, 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> ask(String address, String method, String path, String token) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String page(String path) {
        HttpResponse<String> answer = ask(server.address(), "GET", path, VIEWER);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        return answer.body();
    }

    private static List<String> found(String text, String pattern) {
        List<String> all = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }

    private static final List<String> VIEWS =
            List.of("", "?view=layers", "?view=packages", "?view=fixes", "?view=history");

    @Test
    void everyPageTellsWhatThereIs() {
        assertThat(page("/")).contains("Images to look at first", "CVE-2026-90131", "As a table", "could not be read");
        String images = page("/images?q=checkout&sort=severity");
        assertThat(images).contains("registry.example.com/shop/checkout:1.1").doesNotContain("payments/ledger");
        String image = found(images, "class=\"name\" href=\"(/images/[^\"]+)\"").getFirst();
        assertThat(page(image)).contains("CVE-2026-90101", "Fixed in", "libssl3");
        assertThat(page(image + "?view=layers")).contains("COPY deps/", "packages with findings");
        assertThat(page(image + "?view=packages")).contains("/var/lib/dpkg/status", "Licence");
        assertThat(page(image + "?view=fixes")).contains("findings down to", "3.0.17-1~deb12u3");
        assertThat(page(image + "?view=history")).contains("New:", "CVE-2026-90131", "What its names stood for");
        String compare =
                found(page(image + "?view=history"), "href=\"(/diff[^\"]+)\"").getFirst();
        assertThat(page(compare.replace("&amp;", "&"))).contains("Compare two images", "Came with it");
        assertThat(page("/vulnerabilities?exploited=yes"))
                .contains("CVE-2026-90131")
                .doesNotContain("CVE-2026-90101");
        assertThat(page("/vulnerabilities/CVE-2026-90131")).contains("Affected packages", "checkout");
        assertThat(page("/advisories")).contains("Debian", "Fresh");
        assertThat(page("/jobs")).contains("Read image", "403");
        assertThat(page("/hosts")).contains("prod-1.example.com", "Not heard of", "could not be asked");
        assertThat(page("/containers")).contains("checkout-1", "It runs privileged", "host not heard of since");
    }

    /** What could not be read has words of its own, and no numbers. */
    @Test
    void noDataIsNeverNoProblem() {
        String failed = page("/images?status=failed");
        assertThat(failed).contains("legacy/reports", "Nothing known").doesNotContain("None found");
        String image = found(failed, "class=\"name\" href=\"(/images/[^\"]+)\"").getFirst();
        for (String view : VIEWS) {
            assertThat(page(image + view)).contains("Not judged").doesNotContain("Nothing critical or high is known");
        }
        String partly = found(page("/images?q=transcoder"), "class=\"name\" href=\"(/images/[^\"]+)\"")
                .getFirst();
        assertThat(page(partly)).contains("could not be seen in full");
    }

    @Test
    void everyFilterAndPageOfAListAnswers() {
        for (String sort : List.of("", "severity", "scanned")) {
            String first = page("/images?sort=" + sort);
            String next = found(first, "href=\"(/images[^\"]+after=[^\"]+)\"")
                    .getFirst()
                    .replace("&amp;", "&");
            assertThat(found(page(next), "class=\"name\" href=\"(/images/[^\"]+)\""))
                    .isNotEmpty()
                    .isNotEqualTo(found(first, "class=\"name\" href=\"(/images/[^\"]+)\""));
        }
        assertThat(page("/images?status=nonsense&severity=nonsense&after=nonsense&sort=nonsense"))
                .contains("names");
        assertThat(page("/images?q=nothing-like-this")).contains("No image fits this filter");
        assertThat(page("/vulnerabilities?page=99999999&sort=images&kind=nonsense"))
                .contains("Nothing");
        assertThat(page("/jobs?state=nonsense&before=nonsense")).contains("Jobs");
    }

    @Test
    void whatIsNotThereIsSaid() {
        for (String path : List.of(
                "/images/sha256:0",
                "/vulnerabilities/CVE-0",
                "/diff?a=sha256:0&b=sha256:1",
                "/static/x/../pages",
                "/static/x/y")) {
            assertThat(ask(server.address(), "GET", path, VIEWER).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void onlyWhoMaySeesTheButtonAndIsObeyed() throws IOException {
        String admin = Files.readString(data.resolve("admin.token")).strip();
        assertThat(page("/jobs?state=failed")).doesNotContain("/retry");
        String button = found(
                        ask(server.address(), "GET", "/jobs?state=failed", admin)
                                .body(),
                        "action=\"(/jobs/\\d+/retry)\"")
                .getFirst();
        assertThat(ask(server.address(), "POST", button, VIEWER).statusCode()).isEqualTo(403);
        assertThat(ask(server.address(), "POST", "/jobs/x/retry", admin).statusCode())
                .isEqualTo(404);
    }

    @Test
    void administratorsMakeTokensAndUsersOnPages() throws Exception {
        String admin = Files.readString(data.resolve("admin.token")).strip();
        String made = send("/tokens", "name=pipeline&role=operator&days=30&scope=registry.example.com/shop/*", admin);
        String secret = found(made, "class=\"secret\">(hmk_[^<]+)<").getFirst();
        assertThat(ask(server.address(), "GET", "/api/v1/images", secret).statusCode())
                .isEqualTo(200);
        assertThat(send("/tokens", "name=&role=operator", admin)).contains("A token has a name");
        assertThat(send("/users", "name=ada&role=viewer&password=", admin)).contains("shown this once");
        assertThat(send("/users", "name=ada&role=viewer&password=", admin)).contains("There is a user of this name");
        for (String path : List.of("/tokens", "/users", "/audit", "/channels")) {
            assertThat(ask(server.address(), "GET", path, admin).statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(ask(server.address(), "GET", path, VIEWER).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(ask(server.address(), "GET", "/audit", admin).body()).contains("token.create", "pipeline");
        assertThat(page("/")).doesNotContain("href=\"/users\"");
        assertThat(page("/account")).contains("You came with a token");
    }

    @Test
    void aFindingIsWaivedOnAPage() throws Exception {
        String admin = Files.readString(data.resolve("admin.token")).strip();
        String image = found(page("/images?q=mailer"), "class=\"name\" href=\"/images/([^\"]+)\"")
                .getFirst();
        String form = "id=CVE-2026-90104&level=image&target=" + image + "&kind=not-affected&reason=";
        assertThat(send("/waivers", form, admin)).contains("role=\"alert\"");
        assertThat(ask(server.address(), "GET", "/waivers", VIEWER).body()).contains("No waiver is in force");
        send("/waivers", form + "The+resolver+is+not+used", admin);
        assertThat(page("/waivers"))
                .contains("CVE-2026-90104", "The resolver is not used")
                .doesNotContain("/end\"");
        assertThat(page("/images/" + image)).contains("Waived by admin-token-file");
        assertThat(send("/waivers", form + "x", VIEWER)).contains("operator");
    }

    private static String send(String path, String form, String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(server.address() + path))
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** A whole tag; its attributes, whose values are quoted. */
    private static final String TAG = "<[a-zA-Z][^\\s>/]*((?:\\s+[^\\s=\">]+(?:=\"[^\"]*\")?)*)\\s*/?>";

    /** Names, versions, licences, paths, build steps, reasons and ids that try to leave their place. */
    @Test
    void hostileNamesStayText() {
        List<String> paths = new ArrayList<>(List.of(
                "/",
                "/images?q=evil",
                "/images?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/vulnerabilities?q=%3Cscript",
                "/jobs",
                "/diff?a=" + hostile + "&b=" + hostile));
        VIEWS.forEach(view -> paths.add(Link.image(hostile) + view));
        for (String path : paths) {
            String body = page(path);
            assertThat(body.toLowerCase(java.util.Locale.ROOT))
                    .as(path)
                    .doesNotContain("<script>", "<img src=x", "href=\"javascript");
            List<String> tags = found(body, TAG);
            assertThat(tags)
                    .as(path + ": nothing begins a tag but ours")
                    .hasSize(found(body, "<([a-zA-Z])").size());
            assertThat(tags).as(path).noneMatch(attributes -> attributes
                    .replaceAll("=\"[^\"]*\"", "")
                    .matches("(?s).*\\son.*"));
        }
        assertThat(page("/images?q=evil")).contains("&lt;script&gt;");
        assertThat(page(Link.image(hostile) + "?view=packages")).contains("&lt;img src=x");
        assertThat(page(Link.image(hostile) + "?view=layers")).contains("&lt;script&gt;");
    }

    @Test
    void filesAreKeptForEverAndFewerThanAll() {
        String css = found(page("/"), "href=\"(/static/[^\"]+/hullmark.css)\"").getFirst();
        HttpResponse<String> answer = ask(server.address(), "GET", css, VIEWER);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(answer.body()).contains("prefers-color-scheme: dark", ":root:not([data-bs-theme]){");
        String icons = ask(server.address(), "GET", css.replace("hullmark.css", "icons.svg"), VIEWER)
                .body();
        assertThat(icons.length()).isLessThan(100_000);
        for (String icon : found(page("/") + page("/images") + page("/jobs"), "icons.svg#([a-z0-9-]+)\"")) {
            assertThat(icons).contains("id=\"" + icon + "\"");
        }
    }

    @Test
    void nothingAtAllIsAPageToo(@TempDir Path empty) throws IOException {
        try (HullmarkServer none = DemoServer.start(empty, 0)) {
            String token = Files.readString(empty.resolve("admin.token")).strip();
            for (String path : List.of(
                    "/",
                    "/images",
                    "/vulnerabilities",
                    "/containers",
                    "/hosts",
                    "/advisories",
                    "/jobs",
                    "/policies",
                    "/policies/default",
                    "/promotions",
                    "/channels",
                    "/channels/new/email",
                    "/tokens",
                    "/users",
                    "/audit",
                    "/account")) {
                HttpResponse<String> answer = ask(none.address(), "GET", path, token);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).doesNotContain("No problem");
            }
            assertThat(ask(none.address(), "GET", "/", token).body()).contains("No image is known yet");
            assertThat(ask(none.address(), "GET", "/advisories", token).body())
                    .contains("Only the starter set is here");
        }
    }
}
