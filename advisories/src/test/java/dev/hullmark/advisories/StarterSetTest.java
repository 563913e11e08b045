package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StarterSetTest {
    private static final Path RECORDS = Path.of("src/main/resources/dev/hullmark/advisories/starter");

    @Test
    void showsTheWellKnownOnes() {
        try (AdvisoryIndex index = StarterSet.open()) {
            assertThat(index.feeds()).isNotEmpty().allSatisfy(feed -> assertThat(feed.origin())
                    .isEqualTo(Feed.Origin.STARTER));
            assertThat(index.lookup("Maven", "org.apache.logging.log4j:log4j-core"))
                    .extracting(candidate -> candidate.advisory().id())
                    .contains("CVE-2021-44228");
            assertThat(index.lookup("npm", "lodash")).hasSize(3);
            assertThat(index.lookup("Debian:7", "bash")).hasSize(2);
            assertThat(index.find("GHSA-jfh8-c2jp-5v3q")).hasSize(1);
        }
    }

    @Test
    void everyRecordIsWholeAndLabelled() throws Exception {
        OsvReader reader = new OsvReader();
        try (var files = Files.list(RECORDS)) {
            for (Path file : files.toList()) {
                byte[] json = Files.readAllBytes(file);
                assertThat(Files.readString(file)).contains("\"starter\": true");
                Advisory advisory = reader.read(json, json.length);
                assertThat(file.getFileName()).hasToString(advisory.id() + ".json");
                assertThat(advisory.summary()).isNotEmpty();
                assertThat(advisory.severity()).isIn("critical", "high", "medium", "low");
                assertThat(advisory.affected()).isNotEmpty();
                assertThat(advisory.affected()).allSatisfy(affected -> assertThat(
                                affected.ranges().size() + affected.versions().size())
                        .isPositive());
                assertThat(advisory.references()).isNotEmpty();
            }
        }
    }

    @Test
    void isTheSameHoweverOftenCompiled() throws IOException {
        Path dir = Files.createTempDirectory("starter");
        try {
            StarterSet.compile(RECORDS, dir.resolve("a"));
            StarterSet.compile(RECORDS, dir.resolve("b"));
            assertThat(dir.resolve("a")).hasSameBinaryContentAs(dir.resolve("b"));
        } finally {
            Files.deleteIfExists(dir.resolve("a"));
            Files.deleteIfExists(dir.resolve("b"));
            Files.delete(dir);
        }
    }
}
