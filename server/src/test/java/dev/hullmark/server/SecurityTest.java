package dev.hullmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Database;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Tokens.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One server, and what somebody gets from it who means no good. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTest {
    private static final String PASSWORD = "a long password of somebody";

    private Optional<LiveServer> running = Optional.empty();
    private int users;

    @BeforeAll
    void start(@TempDir Path dir) {
        running = Optional.of(new LiveServer(dir));
    }

    @AfterAll
    void stop() {
        running.ifPresent(LiveServer::close);
    }

    private LiveServer live() {
        return running.orElseThrow();
    }

    /** A new one's name. */
    private String user(Role role) throws IOException, InterruptedException {
        String name = "user" + ++users;
        HttpResponse<String> made = live().api(
                        live().adminToken(),
                        "POST",
                        "/api/v1/users",
                        "{\"name\":\"" + name + "\",\"role\":\"" + role.text() + "\",\"password\":\"" + PASSWORD
                                + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return name;
    }

    /** The cookie of a new user who has logged in. */
    private String session(Role role) throws IOException, InterruptedException {
        HttpResponse<String> in = live().login(user(role), PASSWORD);
        assertThat(in.statusCode()).isEqualTo(303);
        return LiveServer.cookie(in);
    }

    private HttpRequest.Builder request(Routes.Route route) {
        return live().at(route.path().replaceAll("\\{[^}]*}", "999999"))
                .method(route.method().text(), HttpRequest.BodyPublishers.noBody());
    }

    @Test
    void everyRouteAsksForItsRoleOfTokensAndSessions() throws Exception {
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            tokens.put(role, live().token("{\"name\":\"t\",\"role\":\"" + role.text() + "\"}"));
        }
        Map<Role, String> cookies = new EnumMap<>(Role.class);
        List<String> wrong = new ArrayList<>();
        for (Routes.Route route : live().server().routes()) {
            String name = route.method() + " " + route.path();
            if (route.least().isEmpty()) {
                assertThat(route.path()).matches("/login(/oidc.*)?|/static/.*|/api/openapi.json");
                continue;
            }
            if (live().send(request(route)).statusCode() != 401) {
                wrong.add(name + " answers anybody");
            }
            for (Role role : Role.values()) {
                boolean may = role.compareTo(route.least().get()) >= 0;
                if (!cookies.containsKey(role)) {
                    cookies.put(role, session(role));
                }
                String cookie = cookies.getOrDefault(role, "");
                int byToken = live().send(request(route).header("Authorization", "Bearer " + tokens.get(role)))
                        .statusCode();
                int bySession = live().send(request(route)
                                .header("Cookie", cookie)
                                .header("Sec-Fetch-Site", "same-origin")
                                .header("X-CSRF-Token", live().csrf(cookie)))
                        .statusCode();
                if (route.path().equals("/logout")) {
                    cookies.remove(role);
                }
                for (int status : List.of(byToken, bySession)) {
                    if ((status == 403) == may || status == 401 || status >= 500) {
                        wrong.add(name + " answers " + role + " with " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyChangeByCookieNeedsTheTokenOfItsPage() throws Exception {
        String cookie = session(Role.ADMIN);
        List<String> wrong = new ArrayList<>();
        for (Routes.Route route : live().server().routes()) {
            boolean changes = !List.of("GET", "HEAD").contains(route.method().text());
            if (changes && route.least().isPresent()) {
                int status = live().send(
                                request(route).header("Cookie", cookie).header("Sec-Fetch-Site", "same-origin"))
                        .statusCode();
                if (status != 403) {
                    wrong.add(route.method() + " " + route.path() + " answers " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, '', right, 404",
        "'', OWN, right, 404",
        "same-origin, OWN, right, 404",
        "'', '', right, 403",
        "cross-site, '', right, 403",
        "same-site, OWN, right, 403",
        "same-origin, https://evil.example, right, 403",
        "'', null, right, 403",
        "same-origin, '', wrong, 403",
        "same-origin, '', '', 403",
    })
    void aChangeByCookieComesFromOurOwnPagesWithTheirToken(String site, String origin, String token, int status)
            throws Exception {
        String cookie = session(Role.ADMIN);
        HttpRequest.Builder request = live().at("/api/v1/tokens/999999").header("Cookie", cookie);
        if (!site.isEmpty()) {
            request.header("Sec-Fetch-Site", site);
        }
        if (!origin.isEmpty()) {
            request.header("Origin", origin.equals("OWN") ? live().address() : origin);
        }
        if (!token.isEmpty()) {
            request.header("X-CSRF-Token", token.equals("right") ? live().csrf(cookie) : token);
        }
        assertThat(live().send(request.DELETE()).statusCode()).isEqualTo(status);
    }

    @Test
    void anotherSessionsTokenIsNoGood() throws Exception {
        String other = live().csrf(session(Role.ADMIN));
        HttpResponse<String> answer = live().send(live().at("/api/v1/tokens/999999")
                .header("Cookie", session(Role.ADMIN))
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF-Token", other)
                .DELETE());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aLoginGetsANewSessionAndItsCookieIsForTheServerAlone() throws Exception {
        String name = user(Role.VIEWER);
        String planted = "hullmark=" + "A".repeat(43);
        HttpResponse<String> in = live().send(live().form("/login", Map.of("name", name, "password", PASSWORD))
                .header("Cookie", planted));
        assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/")
                .doesNotContain("Domain")
                .doesNotContain(planted);
        assertThat(live().send(live().at("/api/v1/me").header("Cookie", planted))
                        .statusCode())
                .isEqualTo(401);
        String first = LiveServer.cookie(in);
        String second = LiveServer.cookie(live().send(live().form("/login", Map.of("name", name, "password", PASSWORD))
                .header("Cookie", first)));
        assertThat(second).isNotEqualTo(first);
        assertThat(live().send(live().at("/api/v1/me").header("Cookie", first)).statusCode())
                .isEqualTo(401);
        assertThat(live().send(live().at("/api/v1/me").header("Cookie", second)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void loggingOutEndsTheSessionOnTheServer() throws Exception {
        String cookie = session(Role.VIEWER);
        String csrf = live().csrf(cookie);
        assertThat(live().send(live().form("/logout", Map.of()).header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> out =
                live().send(live().form("/logout", Map.of("csrf", csrf)).header("Cookie", cookie));
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("Set-Cookie").orElse(""))
                .contains("hullmark=;")
                .contains("Max-Age=0");
        assertThat(live().send(live().at("/api/v1/me").header("Cookie", cookie)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionIsOfNoUseOnceItsUserIsDisabledDemotedOrHasAnotherPassword() throws Exception {
        String name = user(Role.ADMIN);
        String cookie = LiveServer.cookie(live().login(name, PASSWORD));
        String path = "/api/v1/users/" + name;
        live().api(live().adminToken(), "PATCH", path, "{\"role\":\"viewer\"}");
        assertThat(live().send(live().at("/api/v1/users").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(403);
        live().api(live().adminToken(), "PATCH", path, "{\"password\":\"quite another password\"}");
        assertThat(live().send(live().at("/api/v1/me").header("Cookie", cookie)).statusCode())
                .isEqualTo(401);
        String again = LiveServer.cookie(live().login(name, "quite another password"));
        live().api(live().adminToken(), "PATCH", path, "{\"disabled\":true}");
        assertThat(live().send(live().at("/api/v1/me").header("Cookie", again)).statusCode())
                .isEqualTo(401);
        assertThat(live().login(name, "quite another password").statusCode()).isEqualTo(401);
    }

    @Test
    void anExpiredTokenAndAWrongOneAreNotMadeUpForByACookie() throws Exception {
        String cookie = session(Role.ADMIN);
        try (Database database = live().database()) {
            new Tokens(database)
                    .add(
                            "an expired secret",
                            "old",
                            Role.ADMIN,
                            Optional.of(Instant.now().minusSeconds(1)),
                            Instant.now());
        }
        for (String authorization : List.of("Bearer an expired secret", "Bearer x", "Bearer ", "Basic YTpi")) {
            assertThat(live().send(live().at("/api/v1/me")
                                    .header("Authorization", authorization)
                                    .header("Cookie", cookie))
                            .statusCode())
                    .as(authorization)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "javascript:alert(1)",
                "/images\r\nSet-Cookie: a=b",
                " /images",
                "evil",
                ""
            })
    void aLoginLeadsNowhereElse(String next) throws Exception {
        HttpResponse<String> in = live().send(
                        live().form("/login", Map.of("name", user(Role.VIEWER), "password", PASSWORD, "next", next)));
        assertThat(in.headers().firstValue("Location")).contains("/");
        assertThat(in.headers().allValues("Set-Cookie")).hasSize(1);
    }

    @Test
    void aBrowserIsLedToTheLoginAndBack() throws Exception {
        HttpResponse<String> answer = live().send(live().form("/logout", Map.of()));
        assertThat(answer.headers().firstValue("Location")).contains("/login");
        HttpResponse<String> in = live().send(live().form(
                        "/login",
                        Map.of(
                                "name",
                                user(Role.VIEWER),
                                "password",
                                PASSWORD,
                                "next",
                                "/images?severity=high&a=b%20c")));
        assertThat(in.headers().firstValue("Location")).contains("/images?severity=high&a=b%20c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"><script>alert(1)</script>", "/\"onfocus=\"alert(1)"})
    void theLoginPageShowsNothingAsMarkup(String next) throws Exception {
        HttpResponse<String> page =
                live().send(live().at("/login?next=" + java.net.URLEncoder.encode(next, StandardCharsets.UTF_8)));
        assertThat(page.body()).doesNotContain("alert(1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/login", "/api/v1/images", "/nowhere", "/api/v1/me"})
    void everyAnswerTellsBrowsersToBeCareful(String path) throws Exception {
        HttpResponse<String> answer = live().send(live().at(path));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/v1/users | application/json | {",
                "POST | /api/v1/users | application/json | []",
                "POST | /api/v1/users | application/json | {\"name\":1}",
                "POST | /api/v1/users | application/json | {\"name\":\"a\\u0000b\",\"role\":\"viewer\"}",
                "POST | /api/v1/users | application/json | {\"name\":\"a b\",\"role\":\"viewer\"}",
                "POST | /api/v1/users | application/json | {\"name\":\"x\",\"role\":\"owner\"}",
                "POST | /api/v1/users | application/json | {\"name\":\"x\",\"role\":\"viewer\",\"password\":\"short\"}",
                "POST | /api/v1/users | application/json | {\"name\":\"x\",\"role\":\"viewer\",\"admin\":true}",
                "POST | /api/v1/tokens | application/json | {\"name\":\"x\",\"role\":\"admin\",\"scope\":[\"a/*\"]}",
                "POST | /api/v1/tokens | application/json | {\"name\":\"x\",\"role\":\"viewer\",\"scope\":[\"a b\"]}",
                "POST | /api/v1/tokens | application/json | {\"name\":\"x\",\"role\":\"viewer\",\"expiresInDays\":0}",
                "POST | /api/v1/registry-events | application/json | nonsense",
                "GET | /api/v1/images?limit=0 | text/plain | ''",
                "GET | /api/v1/images?after=%2e | text/plain | ''",
                "GET | /api/v1/audit?before=x | text/plain | ''",
                "POST | /login | application/x-www-form-urlencoded | name=%zz",
            })
    void whatIsMalformedIsTheSendersFault(String method, String path, String type, String body) throws Exception {
        HttpResponse<String> answer = live().send(live().at(path)
                .header("Authorization", "Bearer " + live().adminToken())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/login, application/x-www-form-urlencoded, 70000",
        "/api/v1/users, application/json, 2000000",
        "/api/v1/registry-events, application/json, 9000000"
    })
    void whatIsTooLargeIsRefused(String path, String type, int size) throws Exception {
        byte[] body = "a".repeat(size).getBytes(StandardCharsets.US_ASCII);
        HttpResponse<String> answer = live().send(live().at(path)
                .header("Authorization", "Bearer " + live().adminToken())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void aUserIsNotTellableFromNoneAndGuessingIsSlowedDown() throws Exception {
        String name = user(Role.VIEWER);
        for (String guessed : List.of(name, "nobody-of-this-name")) {
            List<Integer> statuses = new ArrayList<>();
            String words = "";
            for (int i = 0; i < 6; i++) {
                HttpResponse<String> answer =
                        live().send(live().form("/login", Map.of("name", guessed, "password", "wrong " + i)));
                statuses.add(answer.statusCode());
                words = i == 0 ? answer.body() : words;
                if (answer.statusCode() == 429) {
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
            }
            assertThat(statuses).as(guessed).containsExactly(401, 401, 401, 401, 401, 429);
            assertThat(words).contains("The name or the password is wrong.").doesNotContain(guessed);
        }
        HttpResponse<String> audit = live().api(live().adminToken(), "GET", "/api/v1/audit?limit=50", "");
        assertThat(audit.body())
                .contains("login.failed")
                .doesNotContain("wrong 1")
                .doesNotContain("nobody-of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /login HTTP/1.1\r\n\r\n",
                "GET /login?next=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nCookie: hullmark; =; hullmark==;;\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: \u0001\r\n\r\n",
                "GET /LONG HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /login HTTP/1.1\r\nHost: localhost\r\nX: LONG\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "TRACE /login HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void whatIsHardlyARequestIsNoTroubleOfOurs(String raw) throws Exception {
        String answer = "";
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(live().address()).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(raw.replace("LONG", "a".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
            byte[] read = new byte[4096];
            int length = socket.getInputStream().read(read);
            answer = length < 0 ? "" : new String(read, 0, length, StandardCharsets.UTF_8);
        } catch (SocketException e) {
            // It had not read all of it when it hung up.
        }
        if (!answer.isEmpty()) {
            assertThat(answer).matches("(?s)HTTP/1.1 [234].*").containsIgnoringCase("\r\ncontent-security-policy: ");
        }
        assertThat(live().send(live().at("/healthz")).statusCode()).isEqualTo(200);
        assertThat(live().said()).doesNotContain("bug: ");
    }

    @Test
    void secretsAreInNoLog() throws Exception {
        String cookie = session(Role.VIEWER);
        live().send(live().at("/api/v1/me").header("Authorization", "Bearer " + live().adminToken()));
        live().api(live().adminToken(), "POST", "/api/v1/registry-events", "{");
        assertThat(live().adminPassword()).hasSizeGreaterThan(20);
        assertThat(live().said().split(live().adminPassword(), -1)).hasSize(2);
        assertThat(live().said())
                .doesNotContain(live().adminToken())
                .doesNotContain(PASSWORD)
                .doesNotContain(cookie.substring(cookie.indexOf('=') + 1));
    }
}
