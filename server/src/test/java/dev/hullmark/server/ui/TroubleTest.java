package dev.hullmark.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.http.Access;
import dev.hullmark.server.http.Entrance;
import dev.hullmark.server.http.Problems;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.SessionCookie;
import dev.hullmark.server.http.Web;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Database;
import dev.hullmark.store.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the fault of the server or of its database: said, and no more than that. */
class TroubleTest {
    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", "Bearer a-token-for-tests-only")
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Web web(Database database, Path dir) throws IOException {
        Files.createDirectories(dir.resolve("advisories"));
        Context context = new Context(database, dir, Clock.systemUTC());
        Entrance entrance = new Entrance(Optional.empty(), List.of(), false);
        Access access = new Access(context, new SessionCookie("hullmark", entrance));
        Pages pages = new Pages(context, new Ages(context, new Knowledge(dir.resolve("advisories"))));
        Routes routes = new Routes();
        for (String path : List.of("/images", "/api/v1/images")) {
            routes.get(path, Tokens.Role.VIEWER, (request, response, caller) -> {
                throw new IllegalStateException("a secret of the code");
            });
        }
        return new Web(
                access, entrance, routes, (method, route, status, took) -> {}, new Problems(new ProblemPage(pages)));
    }

    @Test
    void aBugIsTroubleOfTheServer(@TempDir Path dir) throws Exception {
        try (Database database = Database.file(dir.resolve("hullmark.db"));
                Web web = web(database, dir);
                HttpClient client = HttpClient.newHttpClient()) {
            new Tokens(database)
                    .add("a-token-for-tests-only", "viewer", Tokens.Role.VIEWER, Optional.empty(), Instant.now());
            String address = "http://127.0.0.1:" + web.start("127.0.0.1", 0, Optional.empty());
            HttpResponse<String> page = get(client, address + "/images");
            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(page.body())
                    .contains("The server has trouble", "finds the reason in its log", "aria-label=\"Sections\"")
                    .doesNotContain("secret", "IllegalState");
            HttpResponse<String> json = get(client, address + "/api/v1/images");
            assertThat(json.statusCode()).isEqualTo(500);
            assertThat(json.body()).startsWith("{\"error\":").doesNotContain("secret", "IllegalState");
        }
    }

    @Test
    void aDatabaseThatAnswersNoMoreIsSaidWithoutIt(@TempDir Path dir) throws Exception {
        Database database = Database.file(dir.resolve("hullmark.db"));
        try (Web web = web(database, dir);
                HttpClient client = HttpClient.newHttpClient()) {
            String address = "http://127.0.0.1:" + web.start("127.0.0.1", 0, Optional.empty());
            database.close();
            HttpResponse<String> page = get(client, address + "/images?sort=severity");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).contains("10");
            assertThat(page.body())
                    .contains("The database is away", "Nothing is lost", "href=\"/images?sort=severity\"")
                    .doesNotContain("aria-label=\"Sections\"");
            HttpResponse<String> json = get(client, address + "/api/v1/images");
            assertThat(json.statusCode()).isEqualTo(503);
            assertThat(json.body()).startsWith("{\"error\":\"The database does not answer");
            assertThat(get(client, address + "/nowhere").statusCode()).isEqualTo(404);
        }
    }
}
