package dev.hullmark.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.Layers;
import dev.hullmark.server.TestRegistry;
import dev.hullmark.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beside a real registry, with each way of asking who is there. */
class RegistriesTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String HELM = "application/vnd.cncf.helm.config.v1+json";

    @TempDir
    private Path dir = Path.of("");

    @ParameterizedTest
    @EnumSource(Login.class)
    void whatIsPushedIsReadAndWhatWasMissedIsFound(Login login) throws Exception {
        String host = TestRegistry.freeAddress();
        byte[] base = Layers.npm("base", "1.0.0");
        try (Login.Asking asking = login.open(dir, host);
                TestServer server = TestServer.start(dir, Duration.ofSeconds(1), "http://" + host);
                TestRegistry registry = TestRegistry.start(
                        dir,
                        host,
                        asking.settings() + TestServer.notifications(server.address()),
                        asking.authorization())) {
            registry.image("team/shop", "1", base);
            TestServer.await("it is read", () -> server.is(host + "/team/shop:1", "done"));
        }
        try (Login.Asking asking = login.open(dir, host);
                TestRegistry registry = TestRegistry.start(dir, host, asking.settings(), asking.authorization())) {
            // Nobody hears of it.
            registry.image("team/till", "2", base, Layers.npm("top", "2.0.0"));
            try (TestServer server = TestServer.start(dir, Duration.ofSeconds(1), "http://" + host)) {
                TestServer.await("it is found", () -> server.is(host + "/team/till:2", "done"));
            }
        }
    }

    @Test
    void aCatalogueOfManyPagesIsReadToItsEnd() throws Exception {
        String host = TestRegistry.freeAddress();
        byte[] layer = Layers.npm("left-pad", "1.3.0");
        int many = 250;
        try (TestRegistry registry = TestRegistry.start(dir, host, "", repository -> "")) {
            registry.image("app/0", "1", layer);
            byte[] config = TestRegistry.config(layer);
            byte[] manifest = TestRegistry.manifest("application/vnd.oci.image.config.v1+json", config, layer);
            for (int i = 1; i < many; i++) {
                registry.mount("app/0", "app/" + i, TestRegistry.digest(layer));
                registry.mount("app/0", "app/" + i, TestRegistry.digest(config));
                registry.putManifest("app/" + i, "1", TestRegistry.MANIFEST, manifest);
            }
            try (TestServer server = TestServer.start(dir, NEVER, "http://" + host)) {
                TestServer.await(
                        "all are known",
                        () -> server.all("/api/v1/images?limit=100").size() == many);
                assertThat(registry.requests("GET /v2/_catalog")).isGreaterThan(2);
                TestServer.await("the one image behind them is read", () -> server.is(host + "/app/7:1", "done"));
                assertThat(registry.fetched(layer)).isEqualTo(1);
            }
        }
    }

    /** Both workers have one of them in hand, and a large layer in common. */
    @Test
    void layersInCommonAreFetchedOnceEvenAtTheSameTime() throws Exception {
        String host = TestRegistry.freeAddress();
        byte[] large = Layers.tar("usr/share/noise", new byte[16 << 20]);
        byte[] base = Layers.npm("base", "1.0.0");
        try (TestRegistry registry = TestRegistry.start(dir, host, "", repository -> "")) {
            registry.image("one", "1", large, base);
            registry.image("two", "1", large, base, Layers.npm("top", "2.0.0"));
            registry.image("three", "1", base, large);
            try (TestServer server = TestServer.start(dir, NEVER, "http://" + host)) {
                TestServer.await(
                        "all are read",
                        () -> server.is(host + "/one:1", "done")
                                && server.is(host + "/two:1", "done")
                                && server.is(host + "/three:1", "done"));
            }
            assertThat(registry.fetched(large)).isEqualTo(1);
            assertThat(registry.fetched(base)).isEqualTo(1);
        }
    }

    @Test
    void asManyImagesAreReadAsWerePushed() throws Exception {
        String host = TestRegistry.freeAddress();
        try (TestServer server = TestServer.start(dir, Duration.ofSeconds(1), "http://" + host);
                TestRegistry registry =
                        TestRegistry.start(dir, host, TestServer.notifications(server.address()), repository -> "")) {
            Set<String> pushed = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                pushed.add(registry.image("shop", "v" + i, Layers.npm("p", i / 2 + ".0.0")));
                pushed.add(registry.image("shop", "latest", Layers.npm("p", i / 2 + ".0.0")));
            }
            assertThat(pushed).hasSize(3);
            TestServer.await("all are read", () -> server.all("/api/v1/images").stream()
                    .filter(i -> i.path("status").asString().equals("done"))
                    .map(i -> i.path("digest").asString())
                    .collect(java.util.stream.Collectors.toSet())
                    .equals(pushed));
            long gets = registry.requests("GET /v2/shop/blobs/");
            long polls = registry.requests("GET /v2/_catalog");
            TestServer.await("it looks around again", () -> registry.requests("GET /v2/_catalog") > polls + 2);
            assertThat(registry.requests("GET /v2/shop/blobs/")).isEqualTo(gets);
            // A configuration and a layer of each; once more those of one that a busy machine had to try again.
            assertThat(gets)
                    .as(registry.logged("GET /v2/shop/blobs/"))
                    .isBetween(2L * pushed.size(), 2L * pushed.size() + 2);
        }
    }

    @Test
    void whatIsNoImageOrTooLargeSaysSoAndIsNotTriedAgain() throws Exception {
        String host = TestRegistry.freeAddress();
        try (TestRegistry registry = TestRegistry.start(dir, host, "", repository -> "");
                TestServer server =
                        TestServer.start(dir, Duration.ofSeconds(1), Watched.ALL, 100_000, "http://" + host)) {
            byte[] chart = "{}".getBytes(StandardCharsets.UTF_8);
            registry.blob("chart", chart);
            registry.putManifest("chart", "1", TestRegistry.MANIFEST, TestRegistry.manifest(HELM, chart));
            registry.image("large", "1", Layers.tar("noise", new byte[200_000]));
            registry.image("fine", "1", Layers.npm("left-pad", "1.3.0"));
            TestServer.await(
                    "each is known for what it is",
                    () -> server.is(host + "/chart:1", "unsupported")
                            && server.is(host + "/large:1", "too-large")
                            && server.is(host + "/fine:1", "done"));
            assertThat(server.image(host + "/chart:1")
                            .orElseThrow()
                            .path("reason")
                            .asString())
                    .contains("helm");
            assertThat(registry.fetched(Layers.tar("noise", new byte[200_000]))).isZero();
            long asked = registry.requests("GET /v2/chart/manifests/sha256:");
            long polls = registry.requests("GET /v2/_catalog");
            TestServer.await("it looks around again", () -> registry.requests("GET /v2/_catalog") > polls + 2);
            assertThat(registry.requests("GET /v2/chart/manifests/sha256:")).isEqualTo(asked);
        }
    }

    @Test
    void patternsSayWhichImagesCountAndWhichWait() throws Exception {
        String host = TestRegistry.freeAddress();
        Watched watched = new Watched(
                Patterns.parse(List.of(host + "/team/**", host + "/slow", "!**/secret")),
                Patterns.parse(List.of("!*-dev")),
                Patterns.parse(List.of(host + "/slow")));
        try (TestRegistry registry = TestRegistry.start(dir, host, "", repository -> "");
                TestServer server = TestServer.start(dir, Duration.ofSeconds(1), watched, 1 << 30, "http://" + host)) {
            byte[] layer = Layers.npm("left-pad", "1.3.0");
            registry.image("other", "1", layer);
            registry.image("team/secret", "1", layer);
            registry.image("team/shop", "1-dev", layer);
            String slow = registry.image("slow", "1", Layers.npm("slow", "1.0.0"));
            registry.image("team/shop", "1", layer);
            TestServer.await("what counts is read", () -> server.is(host + "/team/shop:1", "done"));
            TestServer.await("what waits is known", () -> server.is(host + "/slow:1", "listed"));
            List<String> names = new ArrayList<>();
            server.all("/api/v1/images").forEach(i -> names.add(i.path("name").asString()));
            assertThat(names).containsExactly(host + "/slow:1", host + "/team/shop:1");
            assertThat(server.post("/api/v1/images/" + slow + "/scan", "").statusCode())
                    .isEqualTo(202);
            TestServer.await("it is read when asked for", () -> server.is(host + "/slow:1", "done"));
        }
    }
}
