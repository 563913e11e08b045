package dev.hullmark.server;

import dev.hullmark.server.access.OidcSettings;
import dev.hullmark.store.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in this process, what it says on standard error, and somebody who asks it. */
public final class LiveServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PASSWORD = Pattern.compile("user 'admin', shown this once: (\\S+)");

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final HullmarkServer server;
    private final Path dir;

    public LiveServer(Path dir) {
        this(dir, Optional.empty(), List.of(), Optional.empty());
    }

    public LiveServer(Path dir, Optional<URI> publicUrl, List<String> trustedProxies, Optional<OidcSettings> oidc) {
        this.dir = dir;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        server = HullmarkServer.start(new TestOptions(dir.resolve("data"), dir.resolve("admin.token"))
                .reached(publicUrl, trustedProxies)
                .with(oidc)
                .build());
    }

    public HullmarkServer server() {
        return server;
    }

    public String address() {
        return server.address();
    }

    /** The same one that the server has. */
    public Database database() {
        return Database.file(dir.resolve("data/hullmark.db"));
    }

    public String adminToken() throws IOException {
        return Files.readString(dir.resolve("admin.token")).strip();
    }

    public String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    public String adminPassword() {
        Matcher matcher = PASSWORD.matcher(said());
        return matcher.find() ? matcher.group(1) : "";
    }

    public HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : address() + path))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As a program with a token. */
    public HttpResponse<String> api(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        return send(at(path).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** A new token's secret. */
    public String token(String body) throws IOException, InterruptedException {
        return json(api(adminToken(), "POST", "/api/v1/tokens", body))
                .path("secret")
                .asString();
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .flatMap(e ->
                        Stream.of(e.getKey() + "=" + java.net.URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }

    /** A form that a page of the server sends. */
    public HttpRequest.Builder form(String path, Map<String, String> fields) {
        return at(path).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    }

    public HttpResponse<String> login(String name, String password) throws IOException, InterruptedException {
        return send(form("/login", Map.of("name", name, "password", password)));
    }

    /** What the browser shows from then on: {@code name=value}. */
    public static String cookie(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Set-Cookie")
                .map(c -> c.substring(0, c.indexOf(';')))
                .orElse("");
    }

    /** What a page of the session finds in its forms. */
    public String csrf(String cookie) throws IOException, InterruptedException {
        return json(send(at("/api/v1/me").header("Cookie", cookie)))
                .path("csrf")
                .asString();
    }

    @Override
    public void close() {
        server.close();
        System.setErr(before);
        client.close();
    }
}
