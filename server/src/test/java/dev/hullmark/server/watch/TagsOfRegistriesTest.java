package dev.hullmark.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hullmark.server.Layers;
import dev.hullmark.server.TestRegistry;
import dev.hullmark.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What tags stand for, beside a real registry in which they move and go. */
class TagsOfRegistriesTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path dir = Path.of("");

    private static String entry(String digest, String platform) {
        return "{\"mediaType\":\"" + TestRegistry.MANIFEST + "\",\"digest\":\"" + digest
                + "\",\"size\":1,\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"},"
                + "\"platform\":{" + platform + "}}";
    }

    /** Platforms and digests of what a name stands for. */
    private static List<String> images(TestServer server, String name) throws IOException, InterruptedException {
        List<String> images = new ArrayList<>();
        for (JsonNode one : server.all("/api/v1/images?limit=1000")) {
            if (one.path("name").asString().equals(name)) {
                images.add((one.path("platform").asString("") + " "
                                + one.path("digest").asString())
                        .trim());
            }
        }
        return images;
    }

    @Test
    void aTagIsWhatTheRegistrySaysNow() throws Exception {
        String host = TestRegistry.freeAddress();
        String tag = host + "/shop:1";
        try (TestRegistry registry = TestRegistry.start(dir, host, "", repository -> "");
                TestServer server = TestServer.start(dir, Duration.ofSeconds(1), "http://" + host)) {
            String old = registry.image("shop", "old", Layers.npm("a", "1.0.0"));
            String recent = registry.image("shop", "recent", Layers.npm("b", "1.0.0"));
            byte[] index = ("{\"schemaVersion\":2,\"mediaType\":\"" + TestRegistry.INDEX + "\",\"manifests\":["
                            + entry(old, "\"os\":\"windows\",\"architecture\":\"amd64\",\"os.version\":\"10.0.1\"")
                            + ","
                            + entry(recent, "\"os\":\"windows\",\"architecture\":\"amd64\",\"os.version\":\"10.0.2\"")
                            + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            registry.putManifest("shop", "1", TestRegistry.INDEX, index);
            List<String> both = List.of("windows(10.0.1)/amd64 " + old, "windows(10.0.2)/amd64 " + recent);
            TestServer.await("both are known", () -> images(server, tag).size() == 2);
            assertThat(images(server, tag)).containsExactlyInAnyOrderElementsOf(both);
            long polls = registry.requests("GET /v2/_catalog");
            TestServer.await("it looks around again", () -> registry.requests("GET /v2/_catalog") > polls + 2);
            assertThat(images(server, tag)).containsExactlyInAnyOrderElementsOf(both);

            String single = registry.image("shop", "1", Layers.npm("c", "1.0.0"));
            TestServer.await("it moved, all of it", () -> images(server, tag).equals(List.of(single)));
            registry.delete("shop", single);
            TestServer.await("it ended", () -> images(server, tag).isEmpty());
            assertThat(images(server, host + "/shop:old")).containsExactly(old);
        }
    }

    @Test
    void aPushThatIsHeardOfLateIsKnownByItsDigestAlone() throws Exception {
        String host = TestRegistry.freeAddress();
        try (TestRegistry registry = TestRegistry.start(dir, host, "", repository -> "");
                TestServer server = TestServer.start(dir, NEVER, "http://" + host)) {
            TestServer.await("it looked around", () -> registry.requests("GET /v2/_catalog") > 0);
            String first = registry.image("shop", "1", Layers.npm("a", "1.0.0"));
            String second = registry.image("shop", "1", Layers.npm("b", "1.0.0"));
            for (String digest : List.of(second, first)) {
                String name = host + "/shop" + (digest.equals(first) ? "@" + first : ":1");
                assertThat(server.post("/api/v1/registry-events", pushed(host, digest))
                                .statusCode())
                        .isEqualTo(202);
                TestServer.await("it is read", () -> server.is(name, "done"));
            }
            assertThat(images(server, host + "/shop:1")).containsExactly(second);
        }
    }

    private static String pushed(String host, String digest) {
        return "{\"events\":[{\"action\":\"push\",\"target\":{\"mediaType\":\"" + TestRegistry.MANIFEST
                + "\",\"repository\":\"shop\",\"tag\":\"1\",\"digest\":\"" + digest
                + "\"},\"request\":{\"host\":\"" + host + "\"}}]}";
    }

    @Test
    void registriesThatTakeTheirTimeHoldUpNothingElse() throws Exception {
        String host = TestRegistry.freeAddress();
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(2);
        HttpServer slow = slow(asked, over);
        HttpServer slower = slow(asked, over);
        try (TestRegistry registry = TestRegistry.start(dir, host, "", repository -> "");
                TestServer server = TestServer.start(dir, NEVER, address(slow), address(slower), "http://" + host)) {
            TestServer.await("both are looked at", () -> asked.getCount() == 0);
            String digest = registry.image("shop", "1", Layers.npm("a", "1.0.0"));
            server.post("/api/v1/registry-events", pushed(host, digest));
            TestServer.await("it is read", () -> server.is(host + "/shop:1", "done"));
        } finally {
            over.countDown();
            slow.stop(0);
            slower.stop(0);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer slow(CountDownLatch asked, CountDownLatch over) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.countDown();
            try (exchange) {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }
}
