package dev.hullmark.image;

import static dev.hullmark.image.FakeRegistry.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, who is sent elsewhere, and what is said to those who are not. */
class RegistryAccessTest {
    private static final String MANIFEST = "/v2/team/app/manifests/1";
    private static final byte[] NONE = {};

    private final SmallImage image = new SmallImage("hello");

    @TempDir
    Path home;

    private FakeRegistry registry;
    private FakeRegistry elsewhere;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        elsewhere = new FakeRegistry();
        image.in(registry, "team/app", "1");
    }

    @AfterEach
    void stop() {
        registry.close();
        elsewhere.close();
    }

    private Image open() {
        return RegistryImages.open(
                registry.host() + "/team/app:1", OpenOptions.of(home.resolve("tmp")), registry.settings(home));
    }

    private void login(String json) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(
                home.resolve(".docker/config.json"), "{\"auths\":{\"" + registry.host() + "\":" + json + "}}");
    }

    private static String authorization(HttpExchange exchange) {
        return exchange.getRequestHeaders()
                .getOrDefault("Authorization", List.of(""))
                .getFirst();
    }

    /** The manifest only for this header, else this challenge. */
    private void guard(String header, String challenge) {
        registry.on(MANIFEST, exchange -> {
            boolean in = authorization(exchange).equals(header);
            with(in ? 200 : 401, in ? image.manifest : NONE, "WWW-Authenticate", challenge)
                    .to(exchange);
        });
    }

    @Test
    void strangersGetATokenAndUseItAgain() {
        guard("Bearer t0", "Bearer realm=\"" + elsewhere.url() + "/token?x=1\",service=\"reg\"");
        elsewhere.on("/token", SmallImage.bytes("{\"token\":\"t0\"}"));
        open().close();
        assertThat(elsewhere.requests())
                .containsExactly(new FakeRegistry.Request(
                        "GET /token?x=1&scope=repository%3Ateam%2Fapp%3Apull&service=reg", "", ""));
        assertThat(registry.requests().getLast().authorization()).isEqualTo("Bearer t0");
    }

    @Test
    void aUserShowsThePasswordToTheTokenService() throws IOException {
        login("{\"username\":\"me\",\"password\":\"secret\"}");
        guard("Bearer t1", "Bearer realm=\"" + elsewhere.url() + "/token\"");
        elsewhere.on("/token", SmallImage.bytes("{\"access_token\":\"t1\"}"));
        open().close();
        String basic = "Basic " + Base64.getEncoder().encodeToString(SmallImage.bytes("me:secret"));
        assertThat(elsewhere.requests())
                .extracting(FakeRegistry.Request::authorization)
                .containsExactly(basic);
        assertThat(registry.requests())
                .extracting(FakeRegistry.Request::authorization)
                .doesNotContain(basic);
    }

    @Test
    void anIdentityTokenIsPosted() throws IOException {
        login("{\"identitytoken\":\"refresh&me\"}");
        guard("Bearer t2", "Bearer realm=\"" + elsewhere.url() + "/token\",service=s");
        elsewhere.on("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            boolean good = form.contains("grant_type=refresh_token") && form.contains("refresh_token=refresh%26me");
            with(good ? 200 : 400, SmallImage.bytes("{\"access_token\":\"t2\"}"))
                    .to(exchange);
        });
        open().close();
    }

    @Test
    void basicIsAnsweredOnceOnly() throws IOException {
        login("{\"username\":\"me\",\"password\":\"wrong\"}");
        guard("Basic never", "Basic realm=\"x\"");
        assertThatThrownBy(this::open).hasMessageContaining("does not give team/app to the user logged in");
        assertThat(registry.requests())
                .filteredOn(r -> r.line().endsWith(MANIFEST))
                .hasSize(2);
    }

    @Test
    void basicLetsIn() throws IOException {
        login("{\"username\":\"me\",\"password\":\"right\"}");
        guard("Basic " + Base64.getEncoder().encodeToString(SmallImage.bytes("me:right")), "Basic realm=\"x\"");
        open().close();
    }

    @Test
    void aTokenThatIsRefusedEnds() {
        guard("Bearer never", "Bearer realm=\"" + elsewhere.url() + "/token\"");
        elsewhere.on("/token", SmallImage.bytes("{\"token\":\"t\"}"));
        assertThatThrownBy(this::open)
                .hasMessageContaining("does not give team/app to strangers")
                .hasMessageContaining("docker login " + registry.host());
        assertThat(elsewhere.requests()).hasSizeLessThan(4);
    }

    @Test
    void aMissingHelperIsNamed() throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), "{\"credsStore\":\"desktop\"}");
        guard("Bearer never", "Basic realm=\"x\"");
        assertThatThrownBy(this::open).hasMessageContaining("docker-credential-desktop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a url",
                "http://auth.example.com/token",
                "file:///etc/passwd",
                "https://",
                "//host/x",
            })
    void aTokenServiceMustBeSafe(String realm) {
        guard("Bearer t", "Bearer realm=\"" + realm + "\"");
        assertThatThrownBy(this::open).hasMessageContaining("names a token service that is no https address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "no json", "{\"token\":\"\"}", "{\"token\":\"a\\r\\nX: y\"}", "{\"token\":7}"})
    void aTokenMustBeOne(String answer) {
        guard("Bearer t", "Bearer realm=\"" + elsewhere.url() + "/token\"");
        elsewhere.on("/token", SmallImage.bytes(answer));
        assertThatThrownBy(this::open).hasMessageContaining("sent no token");
    }

    @Test
    void aHugeTokenIsNotRead() {
        guard("Bearer t", "Bearer realm=\"" + elsewhere.url() + "/token\"");
        elsewhere.on("/token", SmallImage.bytes("{\"token\":\"" + "x".repeat(2_000_000) + "\"}"));
        assertThatThrownBy(this::open).hasMessageContaining("sent no token");
    }

    @Test
    void aRedirectNeverSeesTheCredentials() throws IOException {
        login("{\"username\":\"me\",\"password\":\"right\"}");
        String basic = "Basic " + Base64.getEncoder().encodeToString(SmallImage.bytes("me:right"));
        guard(basic, "Basic realm=\"x\"");
        String blob = "/v2/team/app/blobs/" + Digest.of(image.config);
        registry.on(blob, with(307, NONE, "Location", elsewhere.url() + "/cdn?sig=1"));
        elsewhere.on("/cdn", image.config);
        open().close();
        assertThat(registry.requests()).filteredOn(r -> r.line().contains(blob)).allMatch(r -> r.authorization()
                .equals(basic));
        assertThat(elsewhere.requests()).containsExactly(new FakeRegistry.Request("GET /cdn?sig=1", "", ""));
    }

    @Test
    void aRedirectInsideTheRegistryKeepsThem() throws IOException {
        login("{\"username\":\"me\",\"password\":\"right\"}");
        String basic = "Basic " + Base64.getEncoder().encodeToString(SmallImage.bytes("me:right"));
        guard(basic, "Basic realm=\"x\"");
        registry.on("/v2/team/app/blobs/" + Digest.of(image.config), with(302, NONE, "Location", "/mirror/config"));
        registry.on("/mirror/config", image.config);
        open().close();
        assertThat(registry.requests().getLast()).isEqualTo(new FakeRegistry.Request("GET /mirror/config", basic, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:///etc/passwd", "ftp://h/x", "http://", "::", "http://user@127.0.0.1/x"})
    void aRedirectMustBeAnAddress(String location) {
        registry.on(MANIFEST, with(302, NONE, "Location", location));
        assertThatThrownBy(this::open).hasMessageContaining("redirects to where Hullmark does not follow");
    }

    @Test
    void redirectsEnd() {
        registry.on(MANIFEST, with(302, NONE, "Location", MANIFEST));
        assertThatThrownBy(this::open).hasMessageContaining("redirects without end");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void troubleIsWaitedOut(int status) {
        registry.inTurn(MANIFEST, with(status, NONE, "Retry-After", "7"), with(200, image.manifest));
        open().close();
        assertThat(registry.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | limits how often it is asked and refuses now (429); log in",
                "503 | is in trouble (503); try again later",
            })
    void troubleThatStaysIsTold(int status, String sentence) {
        registry.on(MANIFEST, with(status, NONE));
        assertThatThrownBy(this::open).isInstanceOf(RegistryException.class).hasMessageContaining(sentence);
        assertThat(registry.pauses).hasSize(Limits.REGISTRY_ATTEMPTS - 1);
        assertThat(registry.pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) < 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "999999999"})
    void aLongWaitIsNotTaken(String seconds) {
        registry.on(MANIFEST, with(429, NONE, "Retry-After", seconds));
        assertThatThrownBy(this::open).hasMessageContaining("(429)");
        assertThat(registry.pauses).isEmpty();
    }

    @Test
    void aWaitMayBeADate() {
        String date = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).plusSeconds(20));
        registry.inTurn(MANIFEST, with(503, NONE, "Retry-After", date), with(200, image.manifest));
        open().close();
        assertThat(registry.pauses).singleElement().satisfies(pause -> assertThat(pause)
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "Wed, 21 Oct 2015 07:28:00 GMT",
                "Wed, 99 Oct 2015 07:28:00 GMT",
                "-5",
                "",
                "99999999999999999999"
            })
    void anOddWaitIsOurs(String seconds) {
        registry.inTurn(MANIFEST, with(429, NONE, "Retry-After", seconds), with(200, image.manifest));
        open().close();
        assertThat(registry.pauses).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {'errors':[{'code':'NAME_UNKNOWN'}]}     | has no team/app; check the spelling",
                "404 | {'errors':[{'code':'MANIFEST_UNKNOWN'}]} | /team/app:1; check the spelling of name and tag",
                "404 | <html>                                   | /team/app:1; check the spelling of name and tag",
                "403 | {}                                       | does not exist or is private",
                "400 | {'errors':[{'code':'[31m'}]}             | with status 400; check",
                "418 | {'errors':[{'code':'TEAPOT'}]}           | with status 418 (TEAPOT)",
                "204 | ''                                       | with status 204",
            })
    void refusalsSayWhatToDo(int status, String body, String sentence) {
        registry.on(MANIFEST, with(status, SmallImage.bytes(body.replace('\'', '"'))));
        assertThatThrownBy(this::open).isInstanceOf(RegistryException.class).hasMessageContaining(sentence);
    }

    @Test
    void nobodyThere() {
        String host = registry.host();
        registry.close();
        assertThatThrownBy(
                        () -> RegistryImages.open(host + "/team/app:1", OpenOptions.of(home), registry.settings(home)))
                .hasMessageContaining("nothing answers there");
    }

    @Test
    void offlineAsksNobody() {
        OpenOptions offline =
                new OpenOptions(java.util.Optional.empty(), home, dev.hullmark.model.Progress.NONE, true, false);
        assertThatThrownBy(() -> RegistryImages.open(registry.host() + "/team/app:1", offline, registry.settings(home)))
                .hasMessageContaining("Without the network");
        assertThat(registry.requests()).isEmpty();
    }
}
