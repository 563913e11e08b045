package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.it.Product.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** To scan the document that describes something is to scan the thing: in every format, findings, gaps and gate alike. */
class SbomScanTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path temporary = Path.of("");

    private Path root = Path.of("");
    private Product product = Product.in(Path.of(""));

    @BeforeEach
    void aRootDirectoryWithABrokenFile() throws Exception {
        root = SampleRoot.write(temporary.resolve("root"));
        SampleRoot.put(root, "opt/broken.jar", "PK\u0003\u0004 and then nothing of what was promised");
        SampleRoot.put(root, "srv/app/.env", "DB_PASSWORD=q7Xd2LvP9r\n");
        product = Product.in(Files.createDirectories(temporary.resolve("home")));
    }

    @ParameterizedTest
    @CsvSource({
        "json, --secrets", "json, --no-secrets",
        "cyclonedx, --secrets", "cyclonedx, --no-secrets",
        "spdx, --secrets", "spdx, --no-secrets",
    })
    void equalsAScanOfTheThing(String format, String secrets) throws Exception {
        String thing = "dir:" + root;
        Path file = temporary.resolve("sbom." + format);
        String document = "sbom:" + file;
        Run written = product.run("sbom", thing, "--offline", secrets, "--format", format, "-o", file.toString());
        assertThat(written.code()).as(written.err()).isZero();

        JsonNode ofThing = scan(thing, secrets);
        JsonNode ofDocument = scan(document, "--no-secrets");
        assertThat(ofThing.path("findings")).isNotEmpty();
        assertThat(ofThing.path("coverage").toString()).contains("/opt/broken.jar");
        assertThat(ofThing.toString().contains("DB_PASSWORD=****")).isEqualTo(secrets.equals("--secrets"));
        assertThat(Files.readString(file)).doesNotContain("q7Xd2LvP9r");
        assertThat(ofDocument.path("findings")).isEqualTo(ofThing.path("findings"));
        // That it was a directory, which has no configuration, is what a document does not tell.
        assertThat(ofDocument.path("coverage").valueStream().filter(c -> !about(c, "configuration")))
                .containsExactlyElementsOf(
                        ofThing.path("coverage").valueStream().toList());
        assertThat(ofDocument.path("coverage").valueStream()).anyMatch(c -> about(c, "configuration"));
        assertThat(ofDocument.path("packages")).isEqualTo(ofThing.path("packages"));

        for (String[] gate : new String[][] {
            {"--fail-on", "critical"},
            {"--fail-on", "critical", "--kinds", "malware"},
            {"--fail-on", "critical", "--kinds", "malware", "--accept-gaps"},
            {"--fail-on", "critical", "--kinds", "malware", "--accept-gaps", "--strict"}
        }) {
            assertThat(exitCode(document, gate)).as(String.join(" ", gate)).isEqualTo(exitCode(thing, gate));
        }
        assertThat(exitCode(document, "--fail-on", "critical", "--kinds", "malware"))
                .isEqualTo(2);
    }

    private static boolean about(JsonNode coverage, String what) {
        return coverage.path("what").asString().equals(what);
    }

    private JsonNode scan(String target, String secrets) throws Exception {
        return JSON.readTree(product.run("scan", target, "--offline", secrets, "--format", "json")
                .out());
    }

    private int exitCode(String target, String... gate) throws Exception {
        String[] words = new String[gate.length + 3];
        words[0] = "scan";
        words[1] = target;
        words[2] = "--offline";
        System.arraycopy(gate, 0, words, 3, gate.length);
        return product.run(words).code();
    }
}
