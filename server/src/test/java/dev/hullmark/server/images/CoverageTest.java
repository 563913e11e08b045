package dev.hullmark.server.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What no advisories are known for is said wherever findings are. */
class CoverageTest {
    private static final String CONDA =
            "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":\"library\",\"name\":"
                    + "\"numpy\",\"version\":\"1.0\",\"purl\":\"pkg:conda/numpy@1.0\"}]}";

    @Test
    void noFindingsOfWhatNobodyKnowsAreNoGoodNews(@TempDir Path dir) throws Exception {
        try (TestServer server = TestServer.start(dir, Duration.ofHours(1))) {
            JsonNode sent = TestServer.json(server.post("/api/v1/inventories?name=registry.example.com/a:1", CONDA));
            JsonNode findings = server.get(sent.path("image").asString() + "/findings");
            assertThat(findings.path("items")).isEmpty();
            assertThat(findings.path("coverage").toString())
                    .contains("\"conda\"", "\"none\"", "no advisories are known for packages of this kind");
            HttpResponse<String> page =
                    server.send(server.at("/images/" + sent.path("digest").asString()));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("no advisories are known for packages of this kind");
        }
    }
}
