package dev.hullmark.server.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.model.Progress;
import dev.hullmark.server.TestServer;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Database;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Postgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two servers on one PostgreSQL, each with advisories of its own on disk. */
class KnowledgeSharingTest {
    private static final String PATH = "/api/v1/advisories";
    private static final String SBOM = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":"
            + "\"library\",\"name\":\"left-pad\",\"version\":\"1.3.0\",\"purl\":\"pkg:npm/left-pad@1.3.0\"}]}";
    private static final String LOST = "Another server had newer advisories";

    @TempDir
    private Path dir = Path.of("");

    private TestServer server(String name, String database) throws IOException {
        return TestServer.start(Files.createDirectory(dir.resolve(name)), options -> options.database(database));
    }

    private static boolean has(TestServer server, String feed) throws IOException, InterruptedException {
        for (JsonNode one : server.get(PATH).path("feeds")) {
            if (one.path("name").asString().equals(feed)
                    && !one.path("origin").asString().equals("starter")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatIsSentToOneIsOnTheOther() throws Exception {
        String database = Postgres.database();
        try (TestServer one = server("one", database);
                TestServer other = server("other", database)) {
            assertThat(one.post(PATH + "?file=npm/all.zip", Records.zip("npm", "GHSA-aaaa-aaaa-aaaa"))
                            .statusCode())
                    .isEqualTo(200);
            TestServer.await("the feed is on the other", () -> has(other, "npm"));
            assertThat(other.post(PATH + "?file=PyPI/all.zip", Records.zip("PyPI", "GHSA-bbbb-bbbb-bbbb"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(has(other, "npm")).isTrue();
            TestServer.await("the second is on the first", () -> has(one, "PyPI"));

            byte[] index = Files.readAllBytes(dir.resolve("one/data/advisories/advisories.idx"));
            try (TestServer third = server("third", Postgres.database())) {
                assertThat(third.send(third.at(PATH).PUT(HttpRequest.BodyPublishers.ofByteArray(index)))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(has(third, "npm")).isTrue();
            }
            assertThat(one.get(PATH).path("digest")).isEqualTo(other.get(PATH).path("digest"));
        }
    }

    /** The source answers the first time only when the other server has taken something else in. */
    @Test
    void aFetchOnOneAndAnImportOnTheOtherLoseNothing() throws Exception {
        String database = Postgres.database();
        byte[] npm = Records.zip("npm", "GHSA-aaaa-aaaa-aaaa");
        AtomicInteger fetched = new AtomicInteger();
        HttpServer source = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        source.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        try (TestServer other = server("other", database)) {
            assertThat(other.post("/api/v1/inventories?name=team/shop:1", SBOM).statusCode())
                    .isEqualTo(201);
            source.createContext("/", exchange -> {
                try (exchange) {
                    if (!exchange.getRequestURI().getPath().equals("/npm/all.zip")) {
                        exchange.sendResponseHeaders(404, -1);
                        return;
                    }
                    if (fetched.incrementAndGet() == 1) {
                        other.post(PATH + "?file=PyPI/all.zip", Records.zip("PyPI", "GHSA-bbbb-bbbb-bbbb"));
                    }
                    exchange.sendResponseHeaders(200, npm.length);
                    exchange.getResponseBody().write(npm);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            source.start();
            URI from = URI.create("http://127.0.0.1:" + source.getAddress().getPort());
            try (TestServer one = TestServer.start(
                            Files.createDirectory(dir.resolve("one")),
                            options -> options.database(database).feeds(from));
                    Database shared = Database.open(database)) {
                new Jobs(shared).add("fetch", "advisories", Jobs.Priority.PUSHED, Instant.now());
                TestServer.await("the feed is fetched", () -> has(one, "npm") && has(one, "PyPI"));
                TestServer.await("it is on the other, too", () -> has(other, "npm") && has(other, "PyPI"));
                assertThat(fetched).hasValue(2);
            }
        } finally {
            source.stop(0);
        }
    }

    /** A server's part that keeps advisories, alone. */
    private final class Node {
        private final Knowledge knowledge;
        private final KnowledgeSharing sharing;

        Node(String name, Database database) {
            Path data = dir.resolve(name);
            knowledge = new Knowledge(data.resolve("advisories"));
            sharing = new KnowledgeSharing(new Context(database, data, Clock.systemUTC()), knowledge);
        }

        /** As {@code db import} does, of which the server knows nothing. */
        void imports(String ecosystem) {
            try {
                Path folder = Files.createTempDirectory(dir, "from");
                Path zip = Files.createDirectory(folder.resolve(ecosystem)).resolve("all.zip");
                Files.write(zip, Records.zip(ecosystem, "GHSA-" + ecosystem));
                assertThat(knowledge.store().importFrom(folder, Progress.NONE).failed())
                        .isEmpty();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        void change(String... ecosystems) {
            boolean _ = sharing.change(() -> {
                Set.of(ecosystems).forEach(this::imports);
                return true;
            });
        }

        Set<String> feeds() {
            return knowledge.store().open().stream()
                    .flatMap(index -> {
                        try (AdvisoryIndex open = index) {
                            return open.feeds().stream();
                        }
                    })
                    .map(Feed::name)
                    .collect(Collectors.toSet());
        }
    }

    private static String said(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anImportByHandThatIsOvertakenIsSaid() throws Exception {
        try (Database database = Database.open(Postgres.database())) {
            Node one = new Node("one", database);
            Node other = new Node("other", database);
            one.imports("npm");
            assertThat(said(one.sharing::sync)).isEmpty();
            assertThat(said(other.sharing::sync)).isEmpty();
            assertThat(other.feeds()).containsExactly("npm");

            one.change("PyPI");
            other.imports("Go");
            assertThat(said(other.sharing::sync)).contains(LOST);
            assertThat(other.feeds()).containsExactlyInAnyOrder("npm", "PyPI");

            one.change("Hex");
            other.imports("Go");
            assertThat(said(() -> other.change("Maven"))).contains(LOST);
            assertThat(other.feeds()).containsExactlyInAnyOrder("npm", "PyPI", "Hex", "Maven");
            assertThat(said(one.sharing::sync)).isEmpty();
            assertThat(one.feeds()).isEqualTo(other.feeds());
        }
    }

    @Test
    void anOlderDatabaseThatIsRestoredIsTakenThoughItCountsAlike() throws Exception {
        try (Database database = Database.open(Postgres.database());
                Database restored = Database.open(Postgres.database())) {
            new Node("one", database).change("npm");
            new Node("other", restored).change("PyPI");
            Node one = new Node("one", restored);
            one.sharing.sync();
            assertThat(one.feeds()).containsExactly("PyPI");
        }
    }
}
