package dev.hullmark.server.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Advisories that somebody carries to a server, what they find, and what is decided of that. */
class AdvisoryImportTest {
    private static final String PATH = "/api/v1/advisories";
    private static final String SBOM = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":"
            + "\"library\",\"name\":\"left-pad\",\"version\":\"1.3.0\",\"purl\":\"pkg:npm/left-pad@1.3.0\"}]}";

    @TempDir
    private Path dir = Path.of("");

    private static String record(String id) {
        return Records.record(id, "npm");
    }

    private static byte[] zip(String... ids) throws IOException {
        return Records.zip("npm", ids);
    }

    @Test
    void whatIsCarriedHereIsJudgedByAndWhatIsDecidedIsTold() throws Exception {
        try (TestServer server = TestServer.start(dir, Duration.ofDays(1))) {
            String image = TestServer.json(server.post("/api/v1/inventories?name=team/shop:1", SBOM))
                    .path("image")
                    .asString();
            HttpResponse<String> added = server.post(PATH + "?file=npm/all.zip", zip("GHSA-aaaa-aaaa-aaaa"));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
            assertThat(TestServer.json(added)
                            .path("feeds")
                            .get(0)
                            .path("outcome")
                            .asString())
                    .isEqualTo("replaced");
            assertThat(server.post(PATH, record("GHSA-bbbb-bbbb-bbbb")).statusCode())
                    .isEqualTo(200);
            assertThat(server.post(PATH, zip("GHSA-cccc-cccc-cccc")).statusCode())
                    .isEqualTo(200);
            TestServer.await(
                    "all three are found",
                    () -> server.get(image + "/findings").path("items").size() == 3);

            waive(server, "GHSA-aaaa-aaaa-aaaa", "not-affected", ",\"justification\":\"component_not_present\"");
            waive(server, "GHSA-bbbb-bbbb-bbbb", "accepted-risk", "");
            for (JsonNode finding : server.get(image + "/findings").path("items")) {
                String id = finding.path("id").asString();
                assertThat(finding.path("waived").path("decision").asString())
                        .as(id)
                        .isEqualTo(id.contains("aaaa") ? "not-affected" : id.contains("bbbb") ? "accepted-risk" : "");
            }
            JsonNode vex = server.get(image + "/vex");
            assertThat(vex.path("statements")).hasSize(3);
            for (JsonNode statement : vex.path("statements")) {
                boolean not =
                        statement.path("vulnerability").path("name").asString().contains("aaaa");
                assertThat(statement.path("status").asString()).isEqualTo(not ? "not_affected" : "affected");
                assertThat(statement.path("justification").asString()).isEqualTo(not ? "component_not_present" : "");
            }
            assertThat(server.get(image + "/vex?format=cyclonedx").path("vulnerabilities"))
                    .hasSize(3);
            assertThat(server.send(server.at(image + "/vex?format=csaf")).statusCode())
                    .isEqualTo(400);
        }
    }

    private static void waive(TestServer server, String id, String decision, String more) throws Exception {
        HttpResponse<String> answer = server.post(
                "/api/v1/waivers",
                "{\"id\":\"" + id + "\",\"reason\":\"never called\",\"scope\":{\"all\":true},\"kind\":\"" + decision
                        + "\"" + more + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void anIndexTakesThePlaceOfThisOne() throws Exception {
        byte[] index;
        try (TestServer other = TestServer.start(Files.createDirectory(dir.resolve("other")), Duration.ofDays(1))) {
            assertThat(other.post(PATH + "?file=npm/all.zip", zip("GHSA-aaaa-aaaa-aaaa"))
                            .statusCode())
                    .isEqualTo(200);
        }
        try (var files = Files.list(dir.resolve("other/data/advisories"))) {
            Path file = files.filter(f -> !f.endsWith("lock")).findFirst().orElseThrow();
            index = Files.readAllBytes(file);
        }
        try (TestServer server = TestServer.start(Files.createDirectory(dir.resolve("one")), Duration.ofDays(1))) {
            String image = TestServer.json(server.post("/api/v1/inventories?name=team/shop:1", SBOM))
                    .path("image")
                    .asString();
            assertThat(put(server, index).statusCode()).isEqualTo(200);
            TestServer.await(
                    "it is judged by",
                    () -> server.get(image + "/findings").path("items").size() == 1);
            index[index.length / 2] ^= 1;
            HttpResponse<String> damaged = put(server, index);
            assertThat(damaged.statusCode()).as(damaged.body()).isEqualTo(422);
            assertThat(server.get(image + "/findings").path("items")).hasSize(1);
        }
    }

    private static String confirmed(TestServer server, String feed) throws Exception {
        for (JsonNode one : server.get(PATH).path("feeds")) {
            if (one.path("name").asString().equals(feed)
                    && one.path("origin").asString().equals("imported")) {
                return one.path("confirmedAt").asString();
            }
        }
        return "";
    }

    @Test
    void itIsAsOldAsWhatIsInItUnlessItsSenderSaysMore() throws Exception {
        try (TestServer server = TestServer.start(dir, Duration.ofDays(1))) {
            String npm = PATH + "?file=npm/all.zip";
            byte[] zip = zip("GHSA-aaaa-aaaa-aaaa");
            assertThat(server.post(npm, zip).statusCode()).isEqualTo(200);
            assertThat(confirmed(server, "npm")).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(server.post(npm + "&confirmed=2026-02-02T00:00:00Z", zip).statusCode())
                    .isEqualTo(200);
            assertThat(confirmed(server, "npm")).isEqualTo("2026-02-02T00:00:00Z");
            assertThat(server.send(server.at(npm)
                                    .header("Last-Modified", "Tue, 03 Mar 2026 00:00:00 GMT")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(zip)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(confirmed(server, "npm")).isEqualTo("2026-03-03T00:00:00Z");
            assertThat(server.post(npm + "&confirmed=yesterday", zip).statusCode())
                    .isEqualTo(400);
        }
    }

    private static byte[] bucket(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setLastModifiedTime(FileTime.from(Instant.parse("2026-04-04T00:00:00Z")));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aPartOfAFeedDoesNotPassForTheWhole() throws Exception {
        try (TestServer server = TestServer.start(dir, Duration.ofDays(1))) {
            byte[] one = zip("GHSA-aaaa-aaaa-aaaa");
            for (String part : new String[] {"npm:1/all.zip", "Red%20Hat/cve-2026-1.json", "Amazon%20Linux/all.xml"}) {
                HttpResponse<String> answer = server.post(PATH + "?file=" + part, one);
                assertThat(answer.statusCode()).as(part).isEqualTo(422);
                assertThat(answer.body()).contains("file=bucket.zip");
            }
            String bucket = PATH + "?file=bucket.zip";
            HttpResponse<String> added = server.post(bucket, bucket(Map.of("npm/all.zip", one)));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
            assertThat(confirmed(server, "npm")).isEqualTo("2026-04-04T00:00:00Z");
            for (String name :
                    new String[] {"../npm/all.zip", "/npm/all.zip", "a/b/c/d/e/f/g/h/i/j", ".", "a\0", "x"}) {
                HttpResponse<String> answer = server.post(bucket, bucket(Map.of(name, one)));
                assertThat(answer.statusCode()).as(name).isEqualTo(422);
                assertThat(answer.body()).doesNotContain(dir.toString());
            }
            assertThat(server.post(bucket, "nonsense").statusCode()).isEqualTo(422);
            assertThat(dir.resolve("data/tmp")).isEmptyDirectory();
        }
    }

    @Test
    void itMayBeLargerThanAnythingElseThatIsSent() throws Exception {
        byte[] padding = new byte[65 << 20];
        new Random(1).nextBytes(padding);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("GHSA-aaaa-aaaa-aaaa.json"));
            zip.write(record("GHSA-aaaa-aaaa-aaaa").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("of no use"));
            zip.write(padding);
        }
        try (TestServer server = TestServer.start(dir, Duration.ofDays(1))) {
            HttpResponse<String> added = server.post(PATH + "?file=npm/all.zip", bytes.toByteArray());
            assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
            assertThat(server.post("/api/v1/inventories?name=team/shop:1", bytes.toByteArray())
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    private static HttpResponse<String> put(TestServer server, byte[] body) throws Exception {
        return server.send(server.at(PATH).PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Test
    void whatIsOfNoUseIsRefusedAndNothingOfItStays() throws Exception {
        try (TestServer server = TestServer.start(dir, Duration.ofDays(1))) {
            for (String name : new String[] {"../x", "a/../../x", "/etc/x", "a/b/c", ".x", "a%00", "npm/..", "%20"}) {
                assertThat(server.post(PATH + "?file=" + name, zip("GHSA-aaaa-aaaa-aaaa"))
                                .statusCode())
                        .as(name)
                        .isEqualTo(422);
            }
            for (String body : new String[] {"", "{}", "PK\u0003\u0004 no", "nonsense"}) {
                HttpResponse<String> answer = server.post(PATH, body);
                assertThat(answer.statusCode()).as(body).isEqualTo(422);
                assertThat(answer.body()).doesNotContain(dir.toString());
                assertThat(server.post(PATH + "?file=npm/all.zip", body).statusCode())
                        .as(body)
                        .isEqualTo(422);
                assertThat(put(server, body.getBytes(StandardCharsets.UTF_8)).statusCode())
                        .as(body)
                        .isEqualTo(422);
            }
            assertThat(server.post(PATH + "?file=npm/other.zip", zip("GHSA-aaaa-aaaa-aaaa"))
                            .statusCode())
                    .isEqualTo(422);
            try (var left = Files.list(dir.resolve("data/tmp"))) {
                assertThat(left).isEmpty();
            }
        }
    }
}
