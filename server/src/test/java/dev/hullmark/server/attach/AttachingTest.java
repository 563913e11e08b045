package dev.hullmark.server.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.image.Attachment;
import dev.hullmark.image.OpenOptions;
import dev.hullmark.image.Referrers;
import dev.hullmark.server.Layers;
import dev.hullmark.server.TestRegistry;
import dev.hullmark.server.TestServer;
import dev.hullmark.server.watch.Watched;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of an image, found again with it in a registry that has no referrers API. */
class AttachingTest {
    @TempDir
    private Path dir = Path.of("");

    private List<Attachment> attached(String reference) {
        try (Referrers referrers = Referrers.of(reference, OpenOptions.of(dir.resolve("tmp")))) {
            return referrers.list(type -> true).attachments();
        }
    }

    @Test
    void theLatestIsAttachedOnceAndIsNoImageItself() throws Exception {
        String host = TestRegistry.freeAddress();
        try (TestServer server =
                        TestServer.start(dir, Duration.ofSeconds(1), Watched.ALL, 1 << 30, true, "http://" + host);
                TestRegistry registry =
                        TestRegistry.start(dir, host, TestServer.notifications(server.address()), repository -> "")) {
            String digest = registry.image("shop", "1", Layers.npm("left-pad", "1.3.0"));
            String name = host + "/shop@" + digest;
            TestServer.await(
                    "both are attached",
                    () -> server.is(host + "/shop:1", "done") && attached(name).size() == 2);
            assertThat(attached(name))
                    .extracting(a -> a.blob().mediaType())
                    .containsExactlyInAnyOrder("application/vnd.cyclonedx+json", Attaching.RESULT);
            try (Referrers referrers = Referrers.of(name, OpenOptions.of(dir.resolve("tmp")))) {
                for (Attachment one : attached(name)) {
                    assertThat(new String(referrers.read(one, 1 << 20), StandardCharsets.UTF_8))
                            .contains(one.blob().mediaType().equals(Attaching.RESULT) ? digest : "left-pad");
                }
            }
            List<Attachment> first = attached(name);
            assertThat(server.post("/api/v1/images/" + digest + "/scan", "").statusCode())
                    .isEqualTo(202);
            TestServer.await(
                    "newer ones take their place", () -> attached(name).stream().noneMatch(first::contains));
            assertThat(attached(name)).hasSize(2);
            long polls = registry.requests("GET /v2/_catalog");
            TestServer.await("it looks around again", () -> registry.requests("GET /v2/_catalog") > polls + 2);
            assertThat(server.all("/api/v1/images")).hasSize(1);
        }
    }
}
