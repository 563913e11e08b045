package dev.hullmark.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.LiveServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advisories of which nothing can be read. */
class DamagedIndexTest {
    @Test
    void thePageThatSaysSoNeedsNone(@TempDir Path dir) throws Exception {
        Path advisories = Files.createDirectories(dir.resolve("data/advisories"));
        Files.writeString(advisories.resolve("advisories.idx"), "no index");
        try (LiveServer server = new LiveServer(dir)) {
            HttpResponse<String> page = server.send(server.at("/advisories")
                    .header("Authorization", "Bearer " + server.adminToken())
                    .header("Accept", "text/html"));
            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.body()).contains("The server has trouble", "No feed of advisories is here whole");
            assertThat(server.said()).contains("/advisories: ");
        }
    }
}
