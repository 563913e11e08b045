package dev.hullmark.server.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.server.Layers;
import dev.hullmark.server.TestRegistry;
import dev.hullmark.server.TestServer;
import dev.hullmark.server.http.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What others send. */
class UploadTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String CYCLONEDX =
            "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":\"library\",\"name\":"
                    + "\"left-pad\",\"version\":\"1.3.0\",\"purl\":\"pkg:npm/left-pad@1.3.0\"}]}";
    private static final String SPDX =
            "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{\"SPDXID\":\"SPDXRef-a\",\"name\":\"left-pad\",\"versionInfo\":"
                    + "\"1.3.0\",\"externalRefs\":[{\"referenceCategory\":\"PACKAGE-MANAGER\",\"referenceType\":\"purl\","
                    + "\"referenceLocator\":\"pkg:npm/left-pad@1.3.0\"}]}]}";

    @TempDir
    private Path dir = Path.of("");

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void billsOfMaterialsOfAnyKindAreKeptAndComeBack() throws Exception {
        try (TestServer server = TestServer.start(dir, NEVER)) {
            for (String sent : new String[] {CYCLONEDX, SPDX}) {
                HttpResponse<String> answer = server.post("/api/v1/inventories?name=team/shop:1", sent);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                JsonNode body = TestServer.json(answer);
                assertThat(body.path("digest").asString())
                        .isEqualTo(TestRegistry.digest(sent.getBytes(StandardCharsets.UTF_8)));
                assertThat(body.path("status").asString()).isEqualTo("done");
                assertThat(body.path("source").asString()).isEqualTo("upload");
                assertThat(body.path("packages").asInt()).isEqualTo(1);
                String image = body.path("image").asString();
                for (String format : new String[] {"hullmark", "cyclonedx", "spdx"}) {
                    HttpResponse<String> again = server.send(server.at(image + "/sbom?format=" + format));
                    assertThat(again.statusCode()).isEqualTo(200);
                    assertThat(again.body()).contains("left-pad");
                }
            }
            // What it was called is what stands for it now.
            assertThat(server.image("team/shop:1").orElseThrow().path("digest").asString())
                    .isEqualTo(TestRegistry.digest(SPDX.getBytes(StandardCharsets.UTF_8)));
            String digest = "sha256:" + "7".repeat(64);
            byte[] packed = gzip(CYCLONEDX.getBytes(StandardCharsets.UTF_8));
            JsonNode named = TestServer.json(
                    server.post("/api/v1/inventories?name=registry.example.com/shop:2&digest=" + digest, packed));
            assertThat(named.path("digest").asString()).isEqualTo(digest);
            // Sent again it is the same image.
            assertThat(TestServer.json(server.post(
                                    "/api/v1/inventories?name=registry.example.com/shop:2&digest=" + digest, packed))
                            .path("kept")
                            .asBoolean())
                    .isTrue();
            assertThat(server.all("/api/v1/images")).hasSize(2);
        }
    }

    @Test
    void whatIsNoDocumentIsRefusedInWords() throws Exception {
        try (TestServer server = TestServer.start(dir, NEVER)) {
            for (String sent : new String[] {"", "{}", "[]", "no", "{\"bomFormat\":"}) {
                HttpResponse<String> answer = server.post("/api/v1/inventories?name=a:1", sent);
                assertThat(answer.statusCode()).as(sent).isEqualTo(422);
                assertThat(answer.body()).contains("What was sent").doesNotContain(dir.toString());
            }
            for (String query :
                    new String[] {"", "?name=", "?name=a%20b", "?name=a:1&digest=sha256:1", "?name=a%0Ab"}) {
                assertThat(server.post("/api/v1/inventories" + query, CYCLONEDX).statusCode())
                        .as(query)
                        .isEqualTo(400);
            }
            assertThat(server.all("/api/v1/images")).isEmpty();
            try (var left = Files.list(dir.resolve("data/tmp"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    /** A thousandth of it is sent. */
    @Test
    void aBombIsNotUnpacked() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                gzip.write(blanks);
            }
        }
        try (TestServer server = TestServer.start(dir, NEVER)) {
            assertThat(server.post("/api/v1/inventories?name=a:1", out.toByteArray())
                            .statusCode())
                    .isEqualTo(413);
        }
        try (InputStream broken = new ByteArrayInputStream(out.toByteArray(), 0, 100)) {
            assertThatThrownBy(() -> Upload.copy(broken, dir.resolve("unpacked")))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void whatTheServerReadItselfIsNotReplacedAndReplacesWhatWasSent() throws Exception {
        String host = TestRegistry.freeAddress();
        try (TestServer server = TestServer.start(dir, NEVER, "http://" + host);
                TestRegistry registry =
                        TestRegistry.start(dir, host, TestServer.notifications(server.address()), repository -> "")) {
            byte[] layer = Layers.npm("left-pad", "1.3.0");
            byte[] manifest = TestRegistry.manifest(
                    "application/vnd.oci.image.config.v1+json", TestRegistry.config(layer), layer);
            String digest = TestRegistry.digest(manifest);
            String to = "/api/v1/inventories?name=" + host + "/shop:1&digest=" + digest;
            String empty = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[]}";
            assertThat(server.post(to, empty).statusCode()).isEqualTo(201);
            assertThat(server.get("/api/v1/images/" + digest).path("packages").asInt())
                    .isZero();
            assertThat(registry.image("shop", "1", layer)).isEqualTo(digest);
            TestServer.await("it is read", () -> server.get("/api/v1/images/" + digest)
                    .path("source")
                    .asString()
                    .equals("registry"));
            JsonNode read = server.get("/api/v1/images/" + digest);
            assertThat(read.path("packages").asInt()).isEqualTo(1);

            HttpResponse<String> answer = server.post(to, empty);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(answer).path("kept").asBoolean()).isFalse();
            assertThat(server.get("/api/v1/images/" + digest).path("packages").asInt())
                    .isEqualTo(1);
            // Nor does a name that the registry gave go to something else.
            String other = TestServer.json(server.post("/api/v1/inventories?name=" + host + "/shop:1", CYCLONEDX))
                    .path("digest")
                    .asString();
            assertThat(server.image(host + "/shop:1")
                            .orElseThrow()
                            .path("digest")
                            .asString())
                    .isEqualTo(digest);
            assertThat(server.image(host + "/shop@" + other)).isPresent();
            assertThat(server.post("/api/v1/images/" + digest + "/scan", "").statusCode())
                    .isEqualTo(202);
            String stranger = TestServer.json(
                            server.post("/api/v1/inventories?name=evil.example.com/shop:1", CYCLONEDX + " "))
                    .path("digest")
                    .asString();
            assertThat(server.post("/api/v1/images/" + stranger + "/scan", "").statusCode())
                    .isEqualTo(409);
        }
    }
}
