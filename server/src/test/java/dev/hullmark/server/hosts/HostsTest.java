package dev.hullmark.server.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What agents tell, over HTTP. */
class HostsTest {
    private static final String CONFIG = "sha256:" + "c".repeat(64);
    private static final String REPORT =
            "{\"engine\":\"Docker 27.1\",\"everySeconds\":60,\"gaps\":[\"one\"],\"containers\":"
                    + "[{\"id\":\"0123456789ab\",\"name\":\"web\",\"image\":\"shop:1\",\"digests\":[\"" + CONFIG
                    + "\"],\"startedAt\":\"2026-11-01T00:00:00Z\",\"labels\":{\"team\":\"shop\"},\"findings\":[{\"key\":"
                    + "\"00112233445566778899aabbccddeeff\",\"id\":\"live-root\",\"kind\":\"privilege\",\"severity\":\"high\","
                    + "\"title\":\"runs as root\",\"remediation\":\"set USER\"}]}]}";

    @TempDir
    private Path dir = Path.of("");

    @Test
    void whatRunsIsShownWithItsImageAsSoonAsThatIsKnown() throws Exception {
        try (TestServer server = TestServer.start(dir, Duration.ofHours(1))) {
            HttpResponse<String> told = server.post("/api/v1/agents/node-1", REPORT);
            assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
            assertThat(TestServer.json(told).path("unknown").get(0).asString()).isEqualTo("0123456789ab");
            JsonNode host = server.all("/api/v1/hosts").getFirst();
            assertThat(host.path("name").asString()).isEqualTo("node-1");
            assertThat(host.path("status").asString()).isEqualTo("heard");
            assertThat(server.all("/api/v1/containers")
                            .getFirst()
                            .path("image")
                            .path("status")
                            .asString())
                    .isEqualTo("unknown");

            String sbom = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[]}";
            assertThat(server.post("/api/v1/inventories?name=shop:1&source=agent&config=" + CONFIG, sbom)
                            .statusCode())
                    .isEqualTo(201);
            JsonNode container = server.all("/api/v1/containers").getFirst();
            assertThat(container.path("image").path("status").asString()).isEqualTo("done");
            assertThat(container.path("findings").get(0).path("id").asString()).isEqualTo("live-root");
            JsonNode image = server.get(container.path("image").path("address").asString());
            assertThat(image.path("source").asString()).isEqualTo("agent");
            assertThat(TestServer.json(server.post("/api/v1/agents/node-1", REPORT))
                            .path("unknown")
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    void whatIsNoReportChangesNothing() throws Exception {
        try (TestServer server = TestServer.start(dir, Duration.ofHours(1))) {
            for (String body : List.of(
                    "",
                    "{}",
                    "[]",
                    "{\"everySeconds\":60}",
                    "{\"everySeconds\":0,\"containers\":[]}",
                    REPORT.replace("\"high\"", "\"worst\""),
                    REPORT.replace("2026-11-01T00:00:00Z", "yesterday"),
                    REPORT.replace("0123456789ab", "x"))) {
                assertThat(server.post("/api/v1/agents/node-1", body).statusCode())
                        .as(body)
                        .isEqualTo(400);
            }
            assertThat(server.post("/api/v1/agents/a%20b", REPORT).statusCode()).isEqualTo(400);
            assertThat(server.all("/api/v1/hosts")).isEmpty();
        }
    }
}
