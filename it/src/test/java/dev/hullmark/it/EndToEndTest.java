package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hullmark.it.Product.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line as its users meet it. */
class EndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path temporary = Path.of("");

    private Path root = Path.of("");
    private Product product = Product.in(Path.of(""));

    @BeforeEach
    void aRootDirectoryAndAnEmptyHome() throws IOException {
        root = SampleRoot.write(temporary.resolve("root"));
        product = Product.in(Files.createDirectories(temporary.resolve("home")));
    }

    @Test
    void theFirstScanShowsSomethingRealAndSaysWhatItRestsOn() throws Exception {
        Run run = product.run("scan", "dir:" + root, "--offline", "--format", "json");

        JsonNode report = JSON.readTree(run.out());
        assertThat(run.code()).isZero();
        assertThat(report.path("schema").asString()).isEqualTo("hullmark/report/1");
        assertThat(ids(report)).contains("CVE-2021-44228");
        assertThat(coverage(report, "maven")).isEqualTo("partial");
    }

    @Test
    void tellsWhatItIsAndHowOldItsAdvisoriesAre() throws Exception {
        product.run("db", "import", feed().toString());
        Run run = product.run("version", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode version = JSON.readTree(run.out());
        assertThat(product.run("version").out())
                .isEqualTo("hullmark " + version.path("version").asString() + "\n");
        assertThat(version.path("java").path("version").asString()).isNotEmpty();
        assertThat(version.path("advisories").path("digest").asString()).startsWith("sha256:");
        assertThat(version.path("advisories").path("feeds").valueStream().map(f -> f.path("name")
                        .asString()))
                .contains("npm");
    }

    @Test
    void aConfigurationFileGatesAndTheCommandLineBeatsIt() throws Exception {
        product.run("db", "import", feed().toString());
        Path bad = temporary.resolve("configured");
        SampleRoot.put(bad, "app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.15\"}");
        Path config = Files.writeString(
                temporary.resolve("config.yaml"), "gate: {fail-on: low}\nadvisories: {offline: true}\n");
        Product configured = product.with("HULLMARK_CONFIG", config.toString());
        assertThat(configured.run("scan", "dir:" + bad).code()).isEqualTo(1);
        assertThat(configured.run("scan", "dir:" + bad, "--kinds", "secret").code())
                .isZero();
        Files.writeString(config, "gate: {failon: low}\n");
        Run wrong = configured.run("scan", "dir:" + bad);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("did you mean 'fail-on'?").doesNotContain("\tat ");
        assertThat(configured.run("version").code()).isZero();
    }

    @Test
    void namesAFileWhateverTheLocale() throws Exception {
        // Else this test itself could not make the file.
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
        Path named = temporary.resolve("named");
        SampleRoot.put(named, "ä/node_modules/left/package.json", "{\"name\":\"left\",\"version\":\"1.0.0\"}");
        Run run = product.with("LC_ALL", "C").run("sbom", "dir:" + named, "--offline", "--format", "json");
        assertThat(run.out()).contains("\\u00E4/node_modules/left");
        assertThat(product.with("LC_ALL", "C")
                        .run("sbom", "dir:" + named.resolve("ä"), "--offline")
                        .code())
                .isZero();
    }

    @Test
    void withoutAFeedTheGateFailsClosedUnlessTheGapIsAccepted() throws Exception {
        Path clean = temporary.resolve("clean");
        SampleRoot.put(
                clean, "app/node_modules/left/package.json", "{\"name\":\"left-of-nothing\",\"version\":\"1.0.0\"}");

        assertThat(product.run("scan", "dir:" + clean, "--offline").code()).isZero();
        assertThat(product.run("scan", "dir:" + clean, "--offline", "--fail-on", "high")
                        .code())
                .isEqualTo(2);
        assertThat(product.run("scan", "dir:" + clean, "--offline", "--fail-on", "high", "--accept-gaps")
                        .code())
                .isZero();
    }

    @Test
    void anImportedFeedJudgesAndTheGateTrustsIt() throws Exception {
        product.run("db", "import", feed().toString());

        Run all = product.run("scan", "dir:" + root, "--offline", "--format", "json");
        assertThat(ids(JSON.readTree(all.out()))).contains("CVE-2099-0001");

        Path clean = temporary.resolve("clean");
        SampleRoot.put(clean, "app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.99\"}");
        Run passed = product.run("scan", "dir:" + clean, "--offline", "--fail-on", "low");
        assertThat(passed.code()).as(passed.err() + passed.out()).isZero();

        Path bad = temporary.resolve("bad");
        SampleRoot.put(bad, "app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.15\"}");
        assertThat(product.run("scan", "dir:" + bad, "--offline", "--fail-on", "high")
                        .code())
                .isEqualTo(1);
        assertThat(product.run("scan", "dir:" + bad, "--offline", "--fail-on", "critical")
                        .code())
                .isZero();
    }

    @Test
    void aWaiverHidesUntilItExpires() throws Exception {
        product.run("db", "import", feed().toString());
        Path bad = temporary.resolve("bad");
        SampleRoot.put(bad, "app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.15\"}");
        Path waivers = temporary.resolve("waivers.yaml");

        Files.writeString(waivers, waiver("2999-01-01"));
        Run waived =
                product.run("scan", "dir:" + bad, "--offline", "--fail-on", "high", "--waivers", waivers.toString());
        assertThat(waived.code()).as(waived.err()).isZero();

        Files.writeString(waivers, waiver("2020-01-01"));
        Run expired =
                product.run("scan", "dir:" + bad, "--offline", "--fail-on", "high", "--waivers", waivers.toString());
        assertThat(expired.code()).isEqualTo(1);
        assertThat(expired.out() + expired.err()).contains("expired");
    }

    @Test
    void whyExplainsRulesToo() throws Exception {
        Path place = temporary.resolve("ruled");
        String key = "-----BEGIN RSA PRIVATE KEY-----\n"
                + "MIIEowIBAAKCAQEAq7Zx9Lw2vTn4Kd8sPf3RyB6uJh1GmWc5\n".repeat(8) + "-----END RSA PRIVATE KEY-----\n";
        SampleRoot.put(place, "srv/app/tls.key", key);
        Path open = place.resolve("srv/app/run.sh");
        SampleRoot.put(place, "srv/app/run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(open, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
        SampleRoot.put(
                place,
                "srv/node_modules/a/package.json",
                "{\"name\":\"a\",\"version\":\"1\",\"license\":\"AGPL-3.0-only\"}");
        String target = "dir:" + place;
        assertThat(product.run("why", "private-key", target, "--offline").out())
                .contains(
                        "found in   /srv/app/tls.key",
                        "to do      Revoke it",
                        "id: private-key, path: /srv/app/tls.key")
                .contains("private-key is reported once.")
                .doesNotContain("q7Zx9Lw2vTn4");
        assertThat(product.run("why", "WORLD-writable-file", target, "--offline")
                        .out())
                .contains("found in   /srv/app/run.sh", "RUN chmod o-w", "is reported once");
        assertThat(product.run("why", "setuid-file", target, "--offline").out())
                .contains("setuid-file is not reported: nothing that was looked at is like that.");
        assertThat(product.run("why", "licence-denied", target, "--offline").out())
                .contains("is not reported: no licences were asked for");
        assertThat(product.run("why", "licence-denied", target, "--offline", "--licences-deny", "AGPL-*")
                        .out())
                .contains("pkg:npm/a@1, AGPL-3.0-only is denied", "package: pkg:npm/a@1");
        Path bom = temporary.resolve("ruled.json");
        product.run("sbom", target, "--offline", "-o", bom.toString());
        assertThat(product.run("why", "private-key", "sbom:" + bom, "--offline").out())
                .contains("nobody looked");
    }

    @Test
    void whyExplainsWhatIsReportedAndWhatIsNot() throws Exception {
        product.run("db", "import", feed().toString());

        assertThat(product.run("why", "CVE-2099-0001", "dir:" + root, "--offline")
                        .out())
                .contains("lodash")
                .contains("4.17.15")
                .contains("/srv/app/node_modules/lodash/package.json");
        assertThat(product.run("why", "CVE-1999-9999", "dir:" + root, "--offline")
                        .code())
                .isZero();
    }

    @Test
    void wrongUsageIsOneSentenceAndExitCodeTwo() throws Exception {
        for (String[] words : new String[][] {
            {"no-such-command"},
            {"scan"},
            {"scan", temporary.resolve("nothing-here.tar").toString()},
            {"scan", "sbom:" + root.resolve("etc/os-release")},
            {"scan", "docker-archive:" + root.resolve("opt/log4j-core-2.14.1.jar")},
            {"db", "import", temporary.resolve("nothing").toString()},
            {"compare-versions", "no-such-ecosystem"}
        }) {
            Run run = product.run(words);
            assertThat(run.code()).as(String.join(" ", words)).isEqualTo(2);
            assertThat(run.out()).as(String.join(" ", words)).isEmpty();
            assertThat(run.err())
                    .as(String.join(" ", words))
                    .startsWith("hullmark: ")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theJvmNeverSpeaksOnOurOutputs() throws Exception {
        Path other = temporary.resolve("product");
        copy(product.folder(), other);
        Files.delete(other.resolve("lib/hullmark.aot"));

        Run withoutCache = product.at(other).run("version");
        assertThat(withoutCache).isEqualTo(new Run(0, "hullmark 0.1.0\n", ""));

        Files.write(other.resolve("lib/hullmark.aot"), new byte[100]);
        Run damagedCache = product.at(other).run("version");
        assertThat(damagedCache).isEqualTo(new Run(0, "hullmark 0.1.0\n", ""));

        Run withOptions = product.with("JAVA_TOOL_OPTIONS", "-Dsome=thing").run("version");
        assertThat(withOptions).isEqualTo(new Run(0, "hullmark 0.1.0\n", ""));
    }

    @Test
    void manyScansAtOnceShareOneHome() throws Exception {
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            started.add(product.start(temporary, "sbom", "dir:" + root, "--offline", "--format", "json"));
        }
        List<String> outputs = new ArrayList<>();
        for (Process process : started) {
            Run run = Product.finish(process, "");
            assertThat(run.code()).as(run.err()).isZero();
            outputs.add(run.out());
        }
        assertThat(outputs).allMatch(outputs.getFirst()::equals);
    }

    @Test
    void versionsAreComparedLineByLine() throws Exception {
        Run run = product.runWithInput("1.0~rc1\t1.0\n1.0\t1.0\nnonsense\n", "compare-versions", "debian");

        assertThat(run.out()).isEqualTo("<\n=\n?\n");
        assertThat(run.err()).startsWith("line 3: ");
        assertThat(run.code()).isZero();
    }

    @Test
    void everyHelpShowsExamplesAndFitsATerminal() throws Exception {
        for (String command : List.of("scan", "sbom", "why", "db", "compare-versions", "cache", "completion")) {
            Run run = product.run(command, "--help");
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("Example");
            assertThat(run.out().lines()).as(command).allMatch(line -> line.length() <= 80);
        }
    }

    private Path feed() throws IOException {
        Path zip = Files.createDirectories(temporary.resolve("feed/npm")).resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("TEST-1.json"));
            out.write("""
                    {"schema_version":"1.7.0","id":"TEST-1","modified":"2026-01-01T00:00:00Z","aliases":["CVE-2099-0001"],
                     "summary":"made up for a test",
                     "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}],
                     "affected":[{"package":{"ecosystem":"npm","name":"lodash"},
                       "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"4.17.21"}]}]}]}
                    """.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return temporary.resolve("feed");
    }

    private static String waiver(String expires) {
        return """
                - id: CVE-2099-0001
                  reason: not reachable
                  author: the tests
                  expires: %s
                """.formatted(expires);
    }

    private static List<String> ids(JsonNode report) {
        List<String> ids = new ArrayList<>();
        report.path("findings").forEach(finding -> ids.add(finding.path("id").asString()));
        return ids;
    }

    private static String coverage(JsonNode report, String what) {
        for (JsonNode entry : report.path("coverage")) {
            if (entry.path("what").asString().equals(what)) {
                return entry.path("status").asString();
            }
        }
        return "";
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
