package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.it.Product.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gates, baselines, judging again, differences and advice, as their users meet them. */
class GatesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path temporary = Path.of("");

    private Path app = Path.of("");
    private Product product = Product.in(Path.of(""));

    @BeforeEach
    void anAppAndAFeed() throws Exception {
        product = Product.in(Files.createDirectories(temporary.resolve("home")));
        app = temporary.resolve("app");
        put("lodash", "4.17.15");
        feed(advisory("TEST-1", "CVE-2099-0001", "lodash", "4.17.21", "2026-01-01"));
    }

    private void put(String name, String version) throws IOException {
        SampleRoot.put(
                app,
                "node_modules/" + name + "/package.json",
                "{\"name\":\"" + name + "\",\"version\":\"" + version + "\"}");
    }

    private static String advisory(String id, String cve, String name, String fixed, String published) {
        return """
                {"schema_version":"1.7.0","id":"%s","modified":"2026-11-20T00:00:00Z","published":"%sT00:00:00Z",
                 "aliases":["%s"],"summary":"made up for a test",
                 "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}],
                 "affected":[{"package":{"ecosystem":"npm","name":"%s"},
                   "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"%s"}]}]}]}
                """.formatted(id, published, cve, name, fixed);
    }

    private void feed(String... advisories) throws Exception {
        Path zip = Files.createDirectories(temporary.resolve("feed/npm")).resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < advisories.length; i++) {
                out.putNextEntry(new ZipEntry("TEST-" + i + ".json"));
                out.write(advisories[i].getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        Run imported = product.run("db", "import", temporary.resolve("feed").toString());
        assertThat(imported.code()).as(imported.err()).isZero();
    }

    private Run scan(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("scan", "dir:" + app, "--offline"));
        words.addAll(List.of(more));
        return product.run(words.toArray(String[]::new));
    }

    @Test
    void aConditionIsAskedAndAWrongOneTold() throws Exception {
        assertThat(scan("--fail-on", "high and fix-age > 7d").code()).isEqualTo(1);
        assertThat(scan("--fail-on", "high and fix-age > 9000d").code()).isZero();
        assertThat(scan("--fail-on", "cvss >= 9 or malware").code()).isZero();
        assertThat(scan("--fail-on", "kev").code()).isEqualTo(2);
        Run wrong = scan("--fail-on", "kev or hgh");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--fail-on, column 8: 'hgh' is not known");
        assertThat(scan("--fail-on", "new").err()).contains("--baseline");
    }

    @Test
    void onlyWhatIsNewFailsBesideABaseline() throws Exception {
        Path report = temporary.resolve("main.json");
        Path bom = temporary.resolve("main.cdx.json");
        scan("--format", "json", "-o", report.toString());
        product.run("sbom", "dir:" + app, "--offline", "-o", bom.toString());
        for (Path baseline : List.of(report, bom)) {
            Run known = scan("--fail-on", "high", "--baseline", baseline.toString());
            assertThat(known.code()).as(known.out() + known.err()).isZero();
            assertThat(known.out()).contains("0 new, 0 gone");
        }

        put("left", "1.0.0");
        feed(
                advisory("TEST-1", "CVE-2099-0001", "lodash", "4.17.21", "2026-01-01"),
                advisory("TEST-2", "CVE-2099-0002", "lodash", "4.17.21", "2026-01-01"),
                advisory("TEST-3", "CVE-2099-0003", "left", "1.0.1", "2026-01-01"));
        Run beside = scan("--fail-on", "high", "--baseline", bom.toString());
        assertThat(beside.code()).isEqualTo(1);
        assertThat(beside.out()).contains("1 new finding is high or worse: CVE-2099-0003");
        assertThat(scan("--fail-on", "high", "--baseline", report.toString()).out())
                .contains("2 new findings are high");
    }

    /** The baseline is judged by the same policy, and what only this scan asked is no change when nobody asks again. */
    @Test
    void licencesOfBeforeAreNothingNew() throws Exception {
        SampleRoot.put(
                app,
                "node_modules/lodash/package.json",
                "{\"name\":\"lodash\",\"version\":\"4.17.21\",\"license\":\"AGPL-3.0-only\"}");
        Path bom = temporary.resolve("before.cdx.json");
        product.run("sbom", "dir:" + app, "--offline", "-o", bom.toString());
        String[] denied = {"--licences-deny", "AGPL-*", "--fail-on", "high", "--store-as", "shop"};

        assertThat(scan(denied).code()).isEqualTo(1);
        Run rejudged = product.run("rejudge", "--offline");
        assertThat(rejudged.out()).contains("no change since last time");
        List<String> beside = new ArrayList<>(List.of(denied));
        beside.addAll(List.of("--baseline", bom.toString()));
        Run same = scan(beside.toArray(String[]::new));
        assertThat(same.code()).as(same.out()).isZero();
    }

    @Test
    void ignoreFilesOfOthersAreUnderstood() throws Exception {
        Path trivy = Files.writeString(temporary.resolve(".trivyignore"), "CVE-2099-0001\nAVD-DS-0002\n");
        Run waived = scan("--fail-on", "high", "--waivers", trivy.toString());
        assertThat(waived.code()).as(waived.out()).isZero();
        assertThat(waived.out()).contains("AVD-DS-0002 was not taken over");
    }

    @Test
    void everyFormatIsWritten() throws Exception {
        for (String format : List.of("junit", "markdown", "gitlab", "html", "trivy")) {
            Run run = scan("--format", format);
            assertThat(run.code()).as(format + run.err()).isZero();
            assertThat(run.out()).contains("CVE-2099-0001");
        }
    }

    @Test
    void whatChangedSinceTheLastTimeIsTold() throws Exception {
        assertThat(product.run("rejudge", "--offline").err()).contains("no inventory is stored");
        scan();
        assertThat(product.run("rejudge", "--offline").code()).isEqualTo(2);
        scan("--store-as", "shop");
        Run same = product.run("rejudge", "--offline", "--fail-on", "high");
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out()).contains("1 inventory judged again: no change since last time");

        feed(advisory("TEST-2", "CVE-2099-0002", "lodash", "4.17.21", "2026-11-19"));
        Run changed = product.run("rejudge", "shop", "--offline", "--fail-on", "high");
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out().lines()).anyMatch(l -> l.matches(" +new +high +CVE-2099-0002 +lodash 4\\.17\\.15"));
        assertThat(changed.out())
                .contains("TEST-2 (of 2026-11-19, changed 2026-11-20)", "TEST-1 is in no feed any more");
        assertThat(changed.out().lines()).allMatch(l -> l.length() <= 80);
        assertThat(product.run("rejudge", "--offline", "--fail-on", "high").code())
                .isZero();

        feed(advisory("TEST-3", "CVE-2099-0003", "lodash", "4.17.21", "2026-11-19"));
        JsonNode json = JSON.readTree(
                product.run("rejudge", "--offline", "--format", "json").out());
        assertThat(json.path("schema").asString()).isEqualTo("hullmark/rejudge/1");
        assertThat(json.path("subjects").get(0).path("changes")).hasSize(2);
        assertThat(product.run("cache", "status").out()).contains("1 inventory to judge again");
        assertThat(product.run("cache", "clear", "--inventories").code()).isZero();
        assertThat(product.run("rejudge", "--offline").code()).isEqualTo(2);
        assertThat(product.run("rejudge", "nothing", "--offline").err())
                .contains("no inventory is stored for 'nothing'");
    }

    @Test
    void scansAtOnceStoreWholeInventories() throws Exception {
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            running.add(product.start(temporary, "scan", "dir:" + app, "--offline", "--store-as", "shop" + i % 2));
        }
        for (Process one : running) {
            assertThat(Product.finish(one, "").code()).isZero();
        }
        Run run = product.run("rejudge", "--offline");
        assertThat(run.out()).as(run.err()).contains("2 inventories judged again: no change");
    }

    @Test
    void twoThingsAreCompared() throws Exception {
        Path before = temporary.resolve("before.json");
        product.run("sbom", "dir:" + app, "--offline", "--format", "json", "-o", before.toString());
        put("lodash", "4.17.21");
        put("left", "1.0.0");
        Run diff = product.run("diff", "sbom:" + before, "dir:" + app, "--offline");
        assertThat(diff.code()).as(diff.err()).isZero();
        assertThat(diff.out())
                .contains("PACKAGES 1 gained, 0 lost, 1 changed", "4.17.15 → 4.17.21")
                .contains("FINDINGS 0 gained, 1 lost, 0 in both", "CVE-2099-0001");
        JsonNode json = JSON.readTree(product.run("diff", "sbom:" + before, "dir:" + app, "--offline", "-f", "json")
                .out());
        assertThat(json.path("findings").path("lost").get(0).path("id").asString())
                .isEqualTo("CVE-2099-0001");
        assertThat(json.path("packages").path("gained")).hasSize(1);

        Path report = temporary.resolve("report.json");
        scan("--format", "json", "-o", report.toString());
        assertThat(product.run("diff", report.toString(), "dir:" + app, "--offline")
                        .out())
                .contains("not compared", "FINDINGS 0 gained, 0 lost, 0 in both");
    }

    @Test
    void whatToChangeIsToldAndChecked() throws Exception {
        Run advice = product.run("advise", "dir:" + app, "--offline");
        assertThat(advice.code()).as(advice.err()).isZero();
        assertThat(advice.out())
                .contains("4.17.15 → 4.17.21", "checked    1 → 0 findings by this change")
                .doesNotContain("(major)");
        assertThat(advice.out().lines()).allMatch(l -> l.length() <= 80);
        JsonNode json = JSON.readTree(product.run("advise", "dir:" + app, "--offline", "--format", "json")
                .out());
        assertThat(json.path("changes").get(0).path("to").asString()).isEqualTo("4.17.21");
        assertThat(json.path("after").asInt()).isZero();
    }

    @Test
    void theNewCommandsShowExamplesAndFitATerminal() throws Exception {
        for (String command : List.of("rejudge", "diff", "advise", "scan")) {
            Run run = product.run(command, "--help");
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("Example");
            assertThat(run.out().lines()).as(command).allMatch(line -> line.length() <= 80);
        }
    }
}
