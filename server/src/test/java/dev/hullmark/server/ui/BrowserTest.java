package dev.hullmark.server.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.server.HullmarkServer;
import dev.hullmark.store.Database;
import dev.hullmark.store.ImageQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Every page in a real browser, by the script in src/test/web; screenshots go to target/screenshots. */
class BrowserTest {
    private static final int MINUTES = 15;

    /** What is sent wrongly on which page: what is filled in, the form's address, the field that says so. */
    private static final List<Map<String, Object>> WRONG = List.of(
            wrong("waiver", "/waivers", "/waivers", "target", Map.of("id", "CVE-2026-1", "reason", "x", "target", "y")),
            wrong("user", "/users", "/users", "password", Map.of("name", "ada", "password", "short")),
            wrong("token", "/tokens", "/tokens", "days", Map.of("name", "ci", "days", "soon")),
            wrong("policy", "/policies", "/policies", "failOn", Map.of("name", "a", "failOn", "epss > 0.5")),
            wrong(
                    "promotion",
                    "/promotions",
                    "/promotions",
                    "target",
                    Map.of("name", "a", "repositories", "r.example/dev/*", "target", "nowhere")),
            wrong(
                    "channel",
                    "/channels/new/webhook",
                    "/channels",
                    "url",
                    Map.of("name", "a", "url", "https://127.0.0.1/a-secret")));

    private static Map<String, Object> wrong(
            String name, String page, String form, String field, Map<String, String> values) {
        return Map.of("name", name, "page", page, "form", form, "field", field, "values", values);
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("hullmark-browser", ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    @Test
    void everyPageIsUsableByEverybody(@TempDir Path data) throws IOException, InterruptedException {
        Optional<Path> browser = program("chromium", "chromium-browser", "google-chrome");
        assumeTrue(browser.isPresent(), "Chromium is not installed (apt-get install chromium)");
        assumeTrue(program("node").isPresent(), "Node.js is not installed (apt-get install nodejs)");
        assumeTrue(program("npm").isPresent(), "npm is not installed (apt-get install npm)");
        Path web = Files.createDirectories(Path.of("target/web")).toAbsolutePath();
        for (String file : List.of("package.json", "browse.mjs")) {
            Files.write(web.resolve(file), Files.readAllBytes(Path.of("src/test/web", file)));
        }
        if (!Files.exists(web.resolve("node_modules/axe-core"))) {
            run(web, "npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
        }
        assumeTrue(
                Files.exists(web.resolve("node_modules/axe-core"))
                        && Files.exists(web.resolve("node_modules/playwright-core")),
                "npm could not fetch playwright-core and axe-core");
        Demo.fill(data);
        String hostile = Demo.fillHostile(data);
        Path screenshots =
                Files.createDirectories(Path.of("target/screenshots")).toAbsolutePath();
        try (HullmarkServer server = DemoServer.start(data, 0)) {
            Path plan = web.resolve("plan.json");
            Files.writeString(
                    plan,
                    new JsonMapper()
                            .writeValueAsString(Map.of(
                                    "address",
                                    server.address(),
                                    "headers",
                                    Map.of(
                                            "Authorization",
                                            "Bearer "
                                                    + Files.readString(data.resolve("admin.token"))
                                                            .strip()),
                                    "problems",
                                    Map.of("problem-404", "/nowhere", "problem-405", "/account/password"),
                                    "forms",
                                    WRONG,
                                    "search",
                                    "shop/checkout:",
                                    "pages",
                                    pages(data, hostile))));
            String said =
                    run(web, "node", "browse.mjs", browser.get().toString(), plan.toString(), screenshots.toString());
            assertThat(said.strip()).isEqualTo("ok");
        }
    }

    /** What is looked at, by the name of its screenshot. */
    private static Map<String, String> pages(Path data, String hostile) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("images", "/images?sort=severity");
        pages.put("images-none", "/images?q=nothing-like-this");
        try (Database database = Database.file(data.resolve("hullmark.db"))) {
            ImageQueries queries = new ImageQueries(database);
            List<ImageQueries.Row> rows = queries.page(
                    new ImageQueries.Filter(
                            "shop/checkout:latest", "", Optional.empty(), Optional.empty(), false, false, false),
                    ImageQueries.Order.NAME,
                    ImageQueries.After.START,
                    1);
            String image = Link.image(rows.getFirst().image().digest()).toString();
            for (ImagePage.Tab tab : ImagePage.Tab.values()) {
                pages.put("image-" + tab.text(), image + "?view=" + tab.text());
            }
            String before = queries.page(
                            new ImageQueries.Filter(
                                    "shop/checkout:1.1", "", Optional.empty(), Optional.empty(), false, false, false),
                            ImageQueries.Order.NAME,
                            ImageQueries.After.START,
                            1)
                    .getFirst()
                    .image()
                    .digest();
            pages.put(
                    "diff",
                    Link.to("/diff")
                            .with("a", before)
                            .with("b", rows.getFirst().image().digest())
                            .toString());
            pages.put(
                    "image-failed",
                    Link.image(queries.page(
                                            new ImageQueries.Filter(
                                                    "legacy",
                                                    "",
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    false,
                                                    false,
                                                    false),
                                            ImageQueries.Order.NAME,
                                            ImageQueries.After.START,
                                            1)
                                    .getFirst()
                                    .image()
                                    .digest())
                            .toString());
        }
        // What its names try would be refused by the policy, and so told by the console.
        pages.put("hostile-findings", Link.image(hostile).toString());
        pages.put("hostile-packages", Link.image(hostile) + "?view=packages");
        pages.put("findings", "/vulnerabilities");
        pages.put("finding", "/vulnerabilities/CVE-2026-90131");
        pages.put("advisories", "/advisories");
        pages.put("policy", "/policies/prod");
        pages.put("policies-asked", "/policies?image=registry.example.com/shop/checkout:latest&environment=prod");
        pages.put("policy-hostile", "/policies/evil");
        pages.put("promotion", "/promotions/to-prod");
        pages.put("promotion-hostile", "/promotions/evil");
        pages.put("channel", "/channels/1");
        pages.put("channel-mail", "/channels/2");
        pages.put("channel-hostile", "/channels/3");
        for (String kind : ChannelForm.KINDS) {
            pages.put("channel-new-" + kind, "/channels/new/" + kind);
        }
        for (String name : List.of(
                "policies",
                "promotions",
                "containers",
                "hosts",
                "waivers",
                "jobs",
                "channels",
                "tokens",
                "users",
                "audit",
                "account",
                "login")) {
            pages.put(name, "/" + name);
        }
        return pages;
    }
}
