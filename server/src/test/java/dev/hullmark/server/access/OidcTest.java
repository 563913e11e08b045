package dev.hullmark.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.LiveServer;
import dev.hullmark.store.Tokens.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in at a real issuer, and at one that is not what it should be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest {
    private Optional<LiveServer> running = Optional.empty();
    private Optional<TestIssuer> issuing = Optional.empty();
    private int addresses;

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), TestIssuer.SECRET + "\n");
        issuing = Optional.of(new TestIssuer());
        // Trusting ourselves as a proxy lets each login come from an address of its own.
        running = Optional.of(new LiveServer(
                dir,
                Optional.empty(),
                List.of("127.0.0.1"),
                Optional.of(new OidcSettings(
                        issuer().address(),
                        TestIssuer.CLIENT,
                        secret,
                        "groups",
                        OidcSettings.roles("admin=platform,viewer=developers,operator=ci")))));
    }

    @AfterAll
    void stop() {
        running.ifPresent(LiveServer::close);
        issuing.ifPresent(TestIssuer::close);
    }

    @BeforeEach
    void honest() {
        issuer().is(TestIssuer.Way.HONEST);
        issuer().knows("eve", "developers", "others");
    }

    private LiveServer live() {
        return running.orElseThrow();
    }

    private TestIssuer issuer() {
        return issuing.orElseThrow();
    }

    /** A browser that was sent to the issuer. */
    private record Sent(String cookie, URI to, String state) {}

    private Sent begin(String next) throws IOException, InterruptedException {
        HttpResponse<String> sent =
                live().send(live().at("/login/oidc?next=" + next).header("X-Forwarded-For", "192.0.2." + ++addresses));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        URI to = URI.create(sent.headers().firstValue("Location").orElseThrow());
        return new Sent(
                LiveServer.cookie(sent), to, TestIssuer.fields(to.getRawQuery()).getOrDefault("state", ""));
    }

    private HttpResponse<String> back(String cookie, String code, String state)
            throws IOException, InterruptedException {
        return live().send(live().at("/login/oidc/callback?code=" + code + "&state=" + state)
                .header("Cookie", cookie)
                .header("X-Forwarded-For", "192.0.2." + ++addresses));
    }

    private HttpResponse<String> login() throws IOException, InterruptedException {
        Sent sent = begin("/images");
        return back(sent.cookie(), issuer().grant(sent.to()), sent.state());
    }

    private String session(HttpResponse<String> in) {
        return in.headers().allValues("Set-Cookie").stream()
                .filter(c -> c.startsWith("hullmark=") && !c.startsWith("hullmark=;"))
                .map(c -> c.substring(0, c.indexOf(';')))
                .findFirst()
                .orElse("");
    }

    private String me(String cookie) throws IOException, InterruptedException {
        return live().send(live().at("/api/v1/me").header("Cookie", cookie)).body();
    }

    @Test
    void aUserOfAMappedGroupIsInWithItsRoleAndTheNextOneCounts() throws Exception {
        HttpResponse<String> in = login();
        assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/images");
        String first = session(in);
        assertThat(me(first)).contains("\"name\":\"eve\"").contains("\"role\":\"viewer\"");
        issuer().knows("eve", "developers", "platform");
        assertThat(me(session(login()))).contains("\"name\":\"eve\"").contains("\"role\":\"admin\"");
        assertThat(live().said()).doesNotContain("password of the user").doesNotContain(TestIssuer.SECRET);
    }

    @Test
    void whoHasNoMappedGroupIsToldSo() throws Exception {
        issuer().knows("mallory", "others");
        HttpResponse<String> in = login();
        assertThat(in.statusCode()).isEqualTo(403);
        assertThat(in.body()).contains("None of your groups may use Hullmark.");
        assertThat(session(in)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = TestIssuer.Way.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HONEST", "NAMED_OTHERWISE"})
    void whatIsNotRightIsRefused(TestIssuer.Way way) throws Exception {
        Sent sent = begin("/");
        issuer().is(way);
        HttpResponse<String> in = back(sent.cookie(), issuer().grant(sent.to()), sent.state());
        assertThat(in.statusCode()).as(in.body()).isEqualTo(403);
        assertThat(session(in)).isEmpty();
        assertThat(in.body()).contains("role=\"alert\"");
    }

    @Test
    void anIssuerOfAnotherNameIsNotGoneTo() throws Exception {
        issuer().is(TestIssuer.Way.NAMED_OTHERWISE);
        HttpResponse<String> sent = live().send(live().at("/login/oidc").header("X-Forwarded-For", "192.0.2.250"));
        assertThat(sent.statusCode()).isEqualTo(502);
    }

    @Test
    void aStateIsGoodOnceAndInItsOwnBrowserAlone() throws Exception {
        Sent sent = begin("/");
        Sent other = begin("/");
        String code = issuer().grant(sent.to());
        assertThat(back(sent.cookie(), code, "another").statusCode()).isEqualTo(403);
        assertThat(back(other.cookie(), code, sent.state()).statusCode()).isEqualTo(403);
        assertThat(back("", code, sent.state()).statusCode()).isEqualTo(403);
        assertThat(back(sent.cookie(), code, sent.state()).statusCode()).isEqualTo(303);
        assertThat(back(sent.cookie(), code, sent.state()).statusCode()).isEqualTo(403);
        assertThat(back(sent.cookie(), issuer().grant(sent.to()), sent.state()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCodeOfAnotherLoginIsNoGood() throws Exception {
        Sent mine = begin("/");
        Sent other = begin("/");
        String used = issuer().grant(other.to());
        // The other login's verifier and nonce are not mine.
        assertThat(back(mine.cookie(), used, mine.state()).statusCode()).isEqualTo(403);
        assertThat(back(other.cookie(), used, other.state()).statusCode()).isEqualTo(403);
    }

    @Test
    void aNameThatIsTakenIsNotTakenOver() throws Exception {
        live().api(live().adminToken(), "POST", "/api/v1/users", "{\"name\":\"local\",\"role\":\"viewer\"}");
        issuer().knows("local", "platform");
        HttpResponse<String> in = login();
        assertThat(in.statusCode()).isEqualTo(403);
        assertThat(in.body()).contains("Another user has your name here.");
    }

    @Test
    void theIssuersUsersHaveNoPasswordHereAndCanBeDisabled() throws Exception {
        issuer().knows("carol", "ci");
        login();
        assertThat(live().send(live().form("/login", Map.of("name", "carol", "password", "")))
                        .statusCode())
                .isEqualTo(401);
        String path = "/api/v1/users/carol";
        assertThat(live().api(live().adminToken(), "PATCH", path, "{\"password\":\"a long enough one\"}")
                        .statusCode())
                .isEqualTo(409);
        live().api(live().adminToken(), "PATCH", path, "{\"disabled\":true}");
        assertThat(login().body()).contains("This user is disabled.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "owner=a", "=a", "admin="})
    void rolesThatAreNoneAreSaid(String text) {
        assertThatThrownBy(() -> OidcSettings.roles(text)).isInstanceOf(HullmarkException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://issuer.example", "https://a:b@issuer.example", "ftp://127.0.0.1", "https:x"})
    void anIssuerIsAskedByTlsOrOnThisMachine(String issuer) {
        assertThatThrownBy(() -> new OidcSettings(
                        URI.create(issuer), "id", Path.of("secret"), "groups", Map.of("*", Role.VIEWER)))
                .isInstanceOf(HullmarkException.class);
    }

    @Test
    void anybodyIsAGroup() {
        assertThat(new OidcSettings(
                                URI.create("https://issuer.example"),
                                "id",
                                Path.of("secret"),
                                "groups",
                                OidcSettings.roles("viewer=*, admin=platform"))
                        .role(List.of("others")))
                .contains(Role.VIEWER);
    }
}
