package dev.hullmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.store.Database;
import dev.hullmark.store.Images;
import dev.hullmark.store.Users;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and tokens as administrators and users have them. */
class AccessTest {
    private static final String SHOP = "sha256:" + "a".repeat(64);
    private static final String OTHER = "sha256:" + "b".repeat(64);

    @TempDir
    private Path dir = Path.of("");

    @Test
    void theFirstStartMakesAnAdministratorAndNoOtherDoes() throws Exception {
        String password;
        try (LiveServer live = new LiveServer(dir)) {
            password = live.adminPassword();
            assertThat(live.login("admin", password).statusCode()).isEqualTo(303);
        }
        try (LiveServer live = new LiveServer(dir)) {
            assertThat(live.adminPassword()).isEmpty();
            assertThat(live.login("admin", password).statusCode()).isEqualTo(303);
            assertThat(live.api(live.adminToken(), "GET", "/api/v1/me", "").body())
                    .contains("\"name\":\"admin-token-file\"");
        }
    }

    @Test
    void theLastAdministratorStaysAndNamesAreTakenOnce() throws Exception {
        try (LiveServer live = new LiveServer(dir)) {
            String token = live.adminToken();
            assertThat(live.api(token, "DELETE", "/api/v1/users/admin", "").statusCode())
                    .isEqualTo(409);
            assertThat(live.api(token, "PATCH", "/api/v1/users/admin", "{\"role\":\"viewer\"}")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(live.api(token, "POST", "/api/v1/users", "{\"name\":\"admin\",\"role\":\"viewer\"}")
                            .statusCode())
                    .isEqualTo(409);
            HttpResponse<String> made =
                    live.api(token, "POST", "/api/v1/users", "{\"name\":\"eve\",\"role\":\"admin\"}");
            String password = live.json(made).path("password").asString();
            assertThat(live.login("eve", password).statusCode()).isEqualTo(303);
            assertThat(live.api(token, "DELETE", "/api/v1/users/admin", "").statusCode())
                    .isEqualTo(204);
            HttpResponse<String> audit = live.api(token, "GET", "/api/v1/audit", "");
            assertThat(audit.body())
                    .contains("\"action\":\"user.create\"")
                    .contains("\"action\":\"user.delete\"")
                    .contains("\"action\":\"login\"")
                    .contains("\"who\":\"admin-token-file\"")
                    .doesNotContain(password);
        }
    }

    @Test
    void aUserChangesThePasswordAndOtherSessionsEnd() throws Exception {
        try (LiveServer live = new LiveServer(dir)) {
            String password = live.adminPassword();
            String here = LiveServer.cookie(live.login("admin", password));
            String there = LiveServer.cookie(live.login("admin", password));
            assertThat(sessions(live, here)).isEqualTo(2);
            assertThat(change(live, here, "not the old one", "quite a new password"))
                    .isEqualTo(403);
            assertThat(change(live, here, password, "short")).isEqualTo(400);
            assertThat(change(live, here, password, "quite a new password")).isEqualTo(204);
            assertThat(live.send(live.at("/api/v1/me").header("Cookie", there)).statusCode())
                    .isEqualTo(401);
            assertThat(sessions(live, here)).isEqualTo(1);
            assertThat(live.login("admin", password).statusCode()).isEqualTo(401);
            assertThat(live.login("admin", "quite a new password").statusCode()).isEqualTo(303);
        }
    }

    private static int sessions(LiveServer live, String cookie) throws IOException, InterruptedException {
        return live.json(live.send(live.at("/api/v1/me/sessions").header("Cookie", cookie)))
                .path("items")
                .size();
    }

    private static int change(LiveServer live, String cookie, String old, String fresh)
            throws IOException, InterruptedException {
        return live.send(live.at("/api/v1/me/password")
                        .header("Cookie", cookie)
                        .header("X-CSRF-Token", live.csrf(cookie))
                        .header("Origin", live.address())
                        .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(
                                "{\"old\":\"" + old + "\",\"new\":\"" + fresh + "\"}")))
                .statusCode();
    }

    @Test
    void aLimitedTokenSeesItsRepositoriesAndNothingElse() throws Exception {
        try (LiveServer live = new LiveServer(dir)) {
            try (Database database = live.database()) {
                Images images = new Images(database);
                for (int i = 0; i < 30; i++) {
                    images.register("r.example/other", "t" + i, "", OTHER, Optional.empty(), Instant.now());
                }
                images.register("r.example/shop/web", "1", "", SHOP, Optional.empty(), Instant.now());
                images.register("r.example/shop/web", "2", "", SHOP, Optional.empty(), Instant.now());
                images.register("r.example/secret/project", "1", "", SHOP, Optional.empty(), Instant.now());
            }
            String token = live.token("{\"name\":\"shop\",\"role\":\"operator\",\"scope\":[\"r.example/shop/*\"]}");
            HttpResponse<String> first = live.api(token, "GET", "/api/v1/images?limit=1", "");
            assertThat(first.body()).contains("r.example/shop/web:1").doesNotContain("other");
            String next = live.json(first).path("next").asString();
            HttpResponse<String> second = live.api(token, "GET", next, "");
            assertThat(second.body()).contains("r.example/shop/web:2").doesNotContain("secret");
            assertThat(live.api(token, "GET", "/api/v1/images/" + SHOP, "").body())
                    .contains("r.example/shop/web")
                    .doesNotContain("secret");
            assertThat(live.api(token, "GET", "/api/v1/images/" + OTHER, "").statusCode())
                    .isEqualTo(404);
            assertThat(live.api(token, "POST", "/api/v1/registry-events", "{\"events\":[]}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(live.json(live.api(live.adminToken(), "GET", "/api/v1/images?limit=40", ""))
                            .path("items"))
                    .hasSize(33);
        }
    }

    private static final String SBOM = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6",
             "metadata": {"component": {"type": "container", "name": "r.example/secret/project:1"}},
             "components": [{"type": "library", "name": "log4j-core", "version": "2.14.1",
                             "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}]}
            """;

    private static HttpResponse<String> upload(LiveServer live, String token, String name, String digest)
            throws IOException, InterruptedException {
        String query = "?name=" + name + (digest.isEmpty() ? "" : "&digest=" + digest);
        return live.api(token, "POST", "/api/v1/inventories" + query, SBOM);
    }

    /** An image with a name within the limit and one outside, and one that has only names outside. */
    @Test
    void aLimitedTokenGetsAllOfItsOwnImagesAndNothingOfOthers() throws Exception {
        try (LiveServer live = new LiveServer(dir)) {
            String admin = live.adminToken();
            String token = live.token("{\"name\":\"shop\",\"role\":\"operator\",\"scope\":[\"r.example/shop/*\"]}");
            for (String[] sent : new String[][] {{"secret/project", SHOP}, {"shop/web", SHOP}, {"other", OTHER}}) {
                assertThat(upload(live, admin, "r.example/" + sent[0] + ":1", sent[1])
                                .statusCode())
                        .isEqualTo(201);
            }
            String unknown = "sha256:" + "c".repeat(64);
            for (String what : List.of("", "/findings", "/sbom", "/sbom?format=hullmark", "/sbom?format=spdx")) {
                HttpResponse<String> own = live.api(token, "GET", "/api/v1/images/" + SHOP + what, "");
                assertThat(own.statusCode()).as(what + own.body()).isEqualTo(200);
                assertThat(own.body()).doesNotContain("secret");
                HttpResponse<String> others = live.api(token, "GET", "/api/v1/images/" + OTHER + what, "");
                HttpResponse<String> none = live.api(token, "GET", "/api/v1/images/" + unknown + what, "");
                assertThat(others.statusCode()).isEqualTo(404);
                assertThat(others.body()).isEqualTo(none.body());
                assertThat(live.api(admin, "GET", "/api/v1/images/" + OTHER + what, "")
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(live.api(token, "POST", "/api/v1/images/" + OTHER + "/scan", "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(live.api(token, "POST", "/api/v1/images/" + SHOP + "/scan", "")
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    /** Whether a digest is that of an image outside the limit is not told by what becomes of a document. */
    @Test
    void aLimitedTokenSendsWhatIsOfItsRepositoriesAlone() throws Exception {
        try (LiveServer live = new LiveServer(dir)) {
            String token = live.token("{\"name\":\"shop\",\"role\":\"operator\",\"scope\":[\"r.example/shop/*\"]}");
            assertThat(upload(live, live.adminToken(), "r.example/other:1", OTHER)
                            .statusCode())
                    .isEqualTo(201);
            assertThat(upload(live, live.adminToken(), "r.example/shop/web:1", SHOP)
                            .statusCode())
                    .isEqualTo(201);
            assertThat(upload(live, token, "r.example/other:2", "").statusCode())
                    .isEqualTo(403);
            assertThat(upload(live, token, "r.example/shop/web:2", SHOP).body()).contains(SHOP);
            String claimed = upload(live, token, "r.example/shop/web:3", OTHER).body();
            String unknown = upload(live, token, "r.example/shop/web:4", "sha256:" + "c".repeat(64))
                    .body();
            String none = upload(live, token, "r.example/shop/web:5", "").body();
            assertThat(claimed).contains("\"kept\":true").isEqualTo(unknown).isEqualTo(none);
            assertThat(live.api(token, "GET", "/api/v1/images/" + OTHER, "").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aLimitedTokenAsksTheGateAboutItsImagesAlone() throws Exception {
        try (LiveServer live = new LiveServer(dir)) {
            String admin = live.adminToken();
            String token = live.token("{\"name\":\"shop\",\"role\":\"viewer\",\"scope\":[\"r.example/shop/*\"]}");
            upload(live, admin, "r.example/secret/project:1", SHOP);
            upload(live, admin, "r.example/shop/web:1", SHOP);
            upload(live, admin, "r.example/other:1", OTHER);
            for (String name : List.of("secret", "shop")) {
                live.api(
                        admin,
                        "PUT",
                        "/api/v1/policies/" + name + "-policy",
                        "{\"repositories\":[\"r.example/" + name
                                + "/*\"],\"criteria\":{\"rules\":[\"runs-as-root\"]}}");
            }
            for (String reference : List.of("r.example/shop/web:1", "r.example/shop/web@" + SHOP, SHOP)) {
                HttpResponse<String> own = live.api(token, "GET", "/api/v1/gate?image=" + reference, "");
                assertThat(own.body())
                        .contains("\"policy\":\"shop-policy\"")
                        .doesNotContain("secret")
                        .doesNotContain("not known here");
            }
            String unknown = "sha256:" + "c".repeat(64);
            for (String[] pair : new String[][] {
                {"r.example/secret/project:1", "r.example/secret/none:1"},
                {"r.example/secret/project@" + SHOP, "r.example/secret/project@" + unknown},
                {"r.example/shop/web@" + OTHER, "r.example/shop/web@" + unknown},
                {OTHER, unknown},
            }) {
                HttpResponse<String> others = live.api(token, "GET", "/api/v1/gate?image=" + pair[0], "");
                HttpResponse<String> none = live.api(token, "GET", "/api/v1/gate?image=" + pair[1], "");
                assertThat(others.body())
                        .contains("\"allowed\":false", "is not known here")
                        .isEqualTo(none.body().replace(pair[1], pair[0]).replace(unknown, digestOf(pair[0])));
            }
            HttpResponse<String> review = live.api(
                    token,
                    "POST",
                    "/api/v1/gate/image-review",
                    "{\"kind\":\"ImageReview\",\"spec\":{\"containers\":[{\"image\":\"r.example/other:1\"}]}}");
            assertThat(review.body()).contains("\"allowed\":false", "is not known here");
        }
    }

    private static String digestOf(String reference) {
        return reference.substring(Math.max(0, reference.indexOf("sha256:")));
    }

    @Test
    void aLimitedTokenSeesWhichOfItsImagesAVulnerabilityTouches() throws Exception {
        try (LiveServer live = new LiveServer(dir)) {
            String admin = live.adminToken();
            String token = live.token("{\"name\":\"shop\",\"role\":\"viewer\",\"scope\":[\"r.example/shop/*\"]}");
            upload(live, admin, "r.example/secret/project:1", SHOP);
            upload(live, admin, "r.example/shop/web:1", SHOP);
            upload(live, admin, "r.example/other:1", OTHER);
            String found = "/api/v1/vulnerabilities/CVE-2021-44228/images";
            assertThat(live.json(live.api(admin, "GET", found, "")).path("items"))
                    .hasSize(2);
            HttpResponse<String> seen = live.api(token, "GET", found + "?limit=1", "");
            assertThat(live.json(seen).path("items")).hasSize(1);
            assertThat(seen.body()).contains(SHOP, "r.example/shop/web:1").doesNotContain("secret");
            HttpResponse<String> rest =
                    live.api(token, "GET", live.json(seen).path("next").asString(found), "");
            assertThat(rest.body()).doesNotContain(OTHER).doesNotContain("secret");
        }
    }

    @Test
    void behindTlsCookiesAreForTlsAlone() throws Exception {
        URI site = URI.create("https://hullmark.example");
        try (LiveServer live = new LiveServer(dir, Optional.of(site), List.of("127.0.0.1"), Optional.empty())) {
            Map<String, String> form = Map.of("name", "admin", "password", live.adminPassword());
            HttpResponse<String> foreign = live.send(live.form("/login", form).header("Origin", live.address()));
            assertThat(foreign.statusCode()).isEqualTo(403);
            HttpResponse<String> in = live.send(live.form("/login", form)
                    .header("Origin", "https://hullmark.example")
                    .header("X-Forwarded-For", "198.51.100.1, 192.0.2.7"));
            assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
                    .startsWith("__Host-hullmark=")
                    .contains("; Secure");
            assertThat(in.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            try (Database database = live.database()) {
                assertThat(new Users(database)
                                .credentials("admin")
                                .orElseThrow()
                                .lastAddress())
                        .isEqualTo("192.0.2.7");
            }
        }
    }

    /** Somebody elsewhere guesses; the owner, where the last login was, is not slowed down. */
    @Test
    void othersGuessesDontLockTheOwnerOut() throws Exception {
        try (LiveServer live = new LiveServer(dir, Optional.empty(), List.of("127.0.0.1"), Optional.empty())) {
            String password = live.adminPassword();
            assertThat(loginFrom(live, "192.0.2.1", password)).isEqualTo(303);
            for (int i = 0; i < 5; i++) {
                assertThat(loginFrom(live, "203.0.113." + i, "a wrong one")).isEqualTo(401);
            }
            assertThat(loginFrom(live, "203.0.113.9", password)).isEqualTo(429);
            assertThat(loginFrom(live, "192.0.2.1", password)).isEqualTo(303);
        }
    }

    /** One address that tries many names. */
    @Test
    void anAddressIsSlowedDownWhateverNamesItTries() throws Exception {
        try (LiveServer live = new LiveServer(dir, Optional.empty(), List.of("127.0.0.1"), Optional.empty())) {
            for (int i = 0; i < 20; i++) {
                assertThat(live.send(live.form("/login", Map.of("name", "n" + i, "password", "x"))
                                        .header("X-Forwarded-For", "2001:db8:1:2::" + i))
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(loginFrom(live, "2001:db8:1:2::99", live.adminPassword()))
                    .isEqualTo(429);
            assertThat(loginFrom(live, "2001:db8:1:3::99", live.adminPassword()))
                    .isEqualTo(303);
        }
    }

    private static int loginFrom(LiveServer live, String address, String password)
            throws IOException, InterruptedException {
        return live.send(live.form("/login", Map.of("name", "admin", "password", password))
                        .header("X-Forwarded-For", address))
                .statusCode();
    }
}
