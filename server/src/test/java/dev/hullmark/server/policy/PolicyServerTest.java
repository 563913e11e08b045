package dev.hullmark.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.image.Digest;
import dev.hullmark.image.OpenOptions;
import dev.hullmark.image.RegistryPush;
import dev.hullmark.report.Waivers;
import dev.hullmark.server.HullmarkServer;
import dev.hullmark.server.TestOptions;
import dev.hullmark.server.watch.Watched;
import dev.hullmark.store.Database;
import dev.hullmark.store.Images;
import dev.hullmark.store.Violations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in this process beside a real registry. */
class PolicyServerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    private Path dir = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private String host = "";
    private Optional<Process> registry = Optional.empty();
    private Optional<HullmarkServer> server = Optional.empty();

    @BeforeEach
    void start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        host = "127.0.0.1:" + port;
        Path config = Files.writeString(
                dir.resolve("registry.yml"),
                "version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: " + dir.resolve("registry")
                        + "}}\nhttp: {addr: \"" + host + "\"}\n");
        try {
            registry = Optional.of(new ProcessBuilder("docker-registry", "serve", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("log").toFile())
                    .start());
        } catch (IOException e) {
            assumeTrue(false, "docker-registry is not installed");
        }
        await("the registry listens", () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
        server = Optional.of(HullmarkServer.start(new TestOptions(dir.resolve("data"), dir.resolve("token"))
                .watching(Duration.ofSeconds(1), Watched.ALL, "http://" + host)
                .build()));
    }

    @AfterEach
    void stop() {
        server.ifPresent(HullmarkServer::close);
        registry.ifPresent(Process::destroy);
        client.close();
    }

    private static void await(String what, Callable<Boolean> question) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            while (!question.call()) {
                assertThat(Instant.now()).as(what).isBefore(end);
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }

    /** An image without files. */
    private Digest push(String repository, String tag, String user) {
        byte[] config = ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"User\":\"" + user
                        + "\"},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},\"history\":[{\"comment\":\"" + tag
                        + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + OCI
                        + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                        + Digest.of(config) + "\",\"size\":" + config.length + "},\"layers\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        try (RegistryPush push = open(repository)) {
            push.blob(Digest.of(config), config);
            return push.manifest(tag, OCI, manifest);
        }
    }

    private RegistryPush open(String repository) {
        return new RegistryPush(host + "/" + repository, List.of(), OpenOptions.of(dir.resolve("tmp")));
    }

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.orElseThrow().address() + path))
                        .header(
                                "Authorization",
                                "Bearer "
                                        + Files.readString(dir.resolve("token")).strip())
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode done(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JSON.readTree(answer.body());
    }

    private String refused(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return JSON.readTree(answer.body()).path("error").asString();
    }

    private JsonNode gate(String image) throws IOException, InterruptedException {
        return done("GET", "/api/v1/gate?image=" + image, "");
    }

    private void awaitDone(Digest digest) throws InterruptedException {
        await(
                "the image is read",
                () -> ask("GET", "/api/v1/images/" + digest, "").body().contains("\"done\""));
    }

    @Test
    void whatIsWaivedMayRunAndWhatIsNotKnownMayNot() throws Exception {
        done(
                "PUT",
                "/api/v1/policies/no-root",
                "{\"repositories\":[\"" + host + "/*\"],\"criteria\":{\"rules\":[\"runs-as-root\"]}}");
        Digest root = push("dev/app", "1", "0");
        Digest other = push("dev/app", "2", "1000");
        awaitDone(root);
        awaitDone(other);
        await(
                "it may run once all is judged by what is known",
                () -> gate(host + "/dev/app:2").path("allowed").asBoolean());
        JsonNode denied = gate(host + "/dev/app:1");
        assertThat(denied.path("allowed").asBoolean()).isFalse();
        assertThat(denied.path("reasons").toString()).contains("policy no-root: runs-as-root");
        assertThat(denied.path("digest").asString()).isEqualTo(root.toString());
        assertThat(gate(root.toString()).path("allowed").asBoolean()).isFalse();
        assertThat(gate(host + "/dev/none:1").path("reasons").toString()).contains("is not known here");
        try (Database database = Database.file(dir.resolve("data/hullmark.db"))) {
            long id =
                    new Images(database).byDigest(root.toString()).orElseThrow().id();
            await(
                    "the violation is noted",
                    () -> new Violations(database).of(id).containsKey("no-root"));

            JsonNode waiver = done(
                    "POST",
                    "/api/v1/waivers",
                    "{\"id\":\"runs-as-root\",\"reason\":\"a build tool\",\"scope\":{\"image\":\"" + root + "\"}}");
            assertThat(waiver.path("author").asString()).isEqualTo("admin-token-file");
            assertThat(gate(host + "/dev/app:1").path("allowed").asBoolean()).isTrue();
            await("the violation is over", () -> new Violations(database).of(id).isEmpty());

            HttpResponse<String> file = ask("GET", "/api/v1/waivers/export?digest=" + root, "");
            assertThat(Waivers.read(Files.writeString(dir.resolve("waivers.yaml"), file.body())))
                    .isNotNull();
            assertThat(file.body()).contains("- id: \"runs-as-root\"", "reason: \"a build tool\"");
            assertThat(ask("GET", "/api/v1/waivers/export", "").body()).doesNotContain("runs-as-root");

            done("DELETE", "/api/v1/waivers/" + waiver.path("number").asLong(), "");
            assertThat(gate(host + "/dev/app:1").path("allowed").asBoolean()).isFalse();
        }
        JsonNode review = done(
                "POST",
                "/api/v1/gate/image-review",
                "{\"apiVersion\":\"imagepolicy.k8s.io/v1alpha1\",\"kind\":\"ImageReview\",\"spec\":{\"namespace\":\"shop\","
                        + "\"containers\":[{\"image\":\"" + host + "/dev/app:2\"},{\"image\":\"" + host
                        + "/dev/app@" + root + "\"}]}}");
        assertThat(review.path("status").path("allowed").asBoolean()).isFalse();
        assertThat(review.path("status").path("reason").asString()).contains(root.toString());
    }

    @Test
    void whatIsWhatItMustBeIsPromotedByItsDigest() throws Exception {
        done(
                "PUT",
                "/api/v1/promotions/to-prod",
                "{\"repositories\":[\"" + host + "/dev/*\"],\"target\":\"" + host
                        + "/prod/{repository}\",\"tag\":\"v{tag}\",\"criteria\":{\"rules\":[\"runs-as-root\"]}}");
        Digest good = push("dev/app", "2", "1000");
        push("dev/app", "1", "0");
        await(
                "both are decided",
                () -> done("GET", "/api/v1/promotions/to-prod/results", "")
                                .path("items")
                                .size()
                        == 2);
        String results = done("GET", "/api/v1/promotions/to-prod/results", "").toString();
        assertThat(results).contains("\"promoted\"", "\"refused\"", "runs-as-root: ");
        try (RegistryPush prod = open("prod/dev/app")) {
            assertThat(prod.manifest("v2")).contains(good);
            assertThat(prod.manifest("v1")).isEmpty();
        }
        push("dev/app", "2", "1001");
        await("the moved tag is decided", () -> done("GET", "/api/v1/promotions/to-prod/results", "")
                .toString()
                .contains("may not be moved"));
        try (RegistryPush prod = open("prod/dev/app")) {
            assertThat(prod.manifest("v2")).contains(good);
        }
    }

    @Test
    void whatWasOnlySentIsDeniedUnlessThePolicyTakesIt() throws Exception {
        String empty = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[]}";
        String policy = "{\"repositories\":[\"*\"],\"criteria\":{\"acceptGaps\":true%s}}";
        done("PUT", "/api/v1/policies/sent", policy.formatted(""));
        done("POST", "/api/v1/inventories?name=r.example/app:1", empty);
        done("POST", "/api/v1/inventories?name=r.example/app:2&source=agent", empty + " ");
        String uploaded = gate("r.example/app:1").toString();
        assertThat(uploaded).contains("\"allowed\":false", "was sent (as an upload)", "'uploads' is true");
        assertThat(gate("r.example/app:2").toString()).contains("\"allowed\":false", "was sent (by an agent)");

        Digest digest = push("dev/app", "1", "1000");
        done("POST", "/api/v1/inventories?name=" + host + "/dev/app:1&digest=" + digest, empty);
        await(
                "the server read it itself",
                () -> ask("GET", "/api/v1/images/" + digest, "").body().contains("\"source\":\"registry\""));
        await(
                "it may run once all is judged by what is known",
                () -> gate(host + "/dev/app:1").path("allowed").asBoolean());

        done("PUT", "/api/v1/policies/sent", policy.formatted(",\"uploads\":true"));
        for (String name : List.of("r.example/app:1", "r.example/app:2", host + "/dev/app:1")) {
            assertThat(gate(name).toString()).contains("\"allowed\":true");
        }

        done(
                "PUT",
                "/api/v1/policies/sent",
                "{\"repositories\":[\"R.Example/*\"],\"criteria\":{\"acceptGaps\":true,\"uploads\":true,"
                        + "\"rules\":[\"runs-as-root\"]}}");
        assertThat(gate("r.example/app:1").toString()).contains("\"allowed\":false", "it has no settings");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() throws Exception {
        assertThat(refused("POST", "/api/v1/waivers", "{\"id\":\"CVE-1\",\"reason\":\"x\"}"))
                .contains("Say where it holds");
        assertThat(refused("POST", "/api/v1/waivers", "{\"id\":\"CVE-1\",\"scope\":{\"all\":true}}"))
                .contains("'reason'");
        assertThat(refused(
                        "POST",
                        "/api/v1/waivers",
                        "{\"id\":\"CVE-1\",\"reason\":\"x\",\"scope\":{\"all\":true},\"expires\":\"2020-01-01\"}"))
                .contains("is over");
        assertThat(refused("PUT", "/api/v1/policies/p", "{\"criteria\":{\"failOn\":\"cvss > 9\"}}"))
                .contains("not kept");
        assertThat(refused("PUT", "/api/v1/policies/p", "{\"criteria\":{\"failOn\":\"hihg\"}}"))
                .isNotEmpty();
        assertThat(refused("PUT", "/api/v1/policies/p", "{\"critreia\":{}}")).contains("is no field");
        assertThat(refused("PUT", "/api/v1/policies/P%20q", "{}")).contains("A name is");
        assertThat(refused(
                        "PUT",
                        "/api/v1/promotions/p",
                        "{\"repositories\":[\"" + host + "/*\"],\"target\":\"" + host + "/prod/app\"}"))
                .contains("own sources");
        assertThat(refused(
                        "PUT",
                        "/api/v1/promotions/p",
                        "{\"repositories\":[\"" + host + "/dev/*\"],\"target\":\"other.example.com/prod/app\"}"))
                .contains("is not watched");
        assertThat(refused("GET", "/api/v1/gate", "")).contains("?image=");
    }
}
