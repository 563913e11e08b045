package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The formats other tools and people's browsers read. */
class FormatsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Package HOSTILE = Package.of(
            PackageType.NPM,
            "</script><script>alert(1)</script>|`@team` [x](javascript:y) ]]>&\u0000\u202e",
            "1\n2",
            "/a b/<img src=x onerror=y>.json");

    private static final Report REPORT = Samples.report(
            List.of(
                    Coverage.complete("npm"),
                    Coverage.none("deb", "no feed for Debian:12; run hullmark db update"),
                    Coverage.partial("file:/srv/<b>.jar", "broken")),
            Samples.LOG4SHELL,
            Samples.PROTOTYPE.withWaived(new Waived("not 'reachable'", "ann@example.com", "2027-01-31")),
            Samples.vulnerability("CVE-2024-1", Samples.LIBSSL, Severity.LOW, "", -1, false),
            Samples.finding(
                    Kind.MALWARE, "MAL-2026-1\"><b>", HOSTILE, Severity.CRITICAL, "<i>&amp;", -1, false, List.of()));

    private static final GateResult FAILED = new GateResult(
            1,
            List.of("1 finding is critical or worse: CVE-2021-44228"),
            List.of("Debian: no advisory feed is at hand: run `hullmark db update`"),
            List.of(),
            Set.of(Samples.LOG4SHELL.key()));

    private static String show(String format, Report report, GateResult gate) {
        return Samples.show(format, Samples.outcome(report, Optional.of(gate)), ReportOptions.PLAIN);
    }

    @Test
    void junitIsValidAndSaysWhatFails() throws Exception {
        for (String xml : List.of(
                Samples.show("junit", REPORT),
                show("junit", REPORT, FAILED),
                Samples.show("junit", Samples.report(List.of())))) {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(FormatsTest.class.getResourceAsStream("junit-common.xsd")))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
        }
        Element plain = parse(Samples.show("junit", REPORT));
        assertThat(plain.getAttribute("tests")).isEqualTo("6");
        assertThat(plain.getAttribute("failures")).isEqualTo("3");
        assertThat(plain.getElementsByTagName("skipped").getLength()).isEqualTo(3);

        Element gated = parse(show("junit", REPORT, FAILED));
        assertThat(gated.getAttribute("failures")).isEqualTo("1");
        assertThat(gated.getAttribute("errors")).isEqualTo("1");
        Element failure = (Element) gated.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).startsWith("critical: ");
        assertThat(failure.getTextContent()).contains("fixed in 2.15.0", "/opt/log4j-core-2.14.1.jar", "KEV");
        assertThat(((Element) failure.getParentNode()).getAttribute("name"))
                .isEqualTo("CVE-2021-44228 in org.apache.logging.log4j:log4j-core 2.14.1");
    }

    private static Element parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        return document.getDocumentElement();
    }

    @Test
    void markdownHasNoMarkupOfTheImages() {
        String text = show("markdown", REPORT, FAILED);
        assertThat(text)
                .startsWith("## Hullmark: failed, 3 findings\n")
                .contains("> **Not seen**")
                .contains("| critical **KEV** | [CVE-2021-44228](https://nvd.nist.gov/vuln/detail/CVE-2021-44228) |")
                .contains("1 waived")
                .doesNotContain("<script", "@team", "](javascript", "`@", "<img");
        assertThat(text.lines().filter(l -> l.startsWith("| **malware**"))).hasSize(1);
        assertThat(MarkdownReport.cell("a|b https://x.y www.z #1", 80))
                .isEqualTo("a&#124;b https&#58;//x.y www&#46;z &#35;1");
    }

    @Test
    void markdownStaysSmallEnoughForAComment() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            many.add(Samples.vulnerability(
                    "CVE-2024-" + i,
                    Samples.deb("p<" + i + ">".repeat(400), "1"),
                    Severity.HIGH,
                    "<".repeat(500),
                    0,
                    false));
        }
        String text = Samples.show("markdown", Samples.report(List.of(), many.toArray(Finding[]::new)));
        assertThat(text.length()).isLessThan(65_536);
        assertThat(text).contains("more findings");
    }

    /** What schema 15.0.7 of GitLab's security-report-schemas demands of a container scanning report. */
    @Test
    void gitlabHasWhatItsSchemaDemands() {
        JsonNode report = JSON.readTree(show("gitlab", REPORT, FAILED));
        assertThat(report.path("version").asString()).matches("15\\.\\d+\\.\\d+");
        JsonNode scan = report.path("scan");
        for (String role : List.of("analyzer", "scanner")) {
            for (String field : List.of("id", "name", "version")) {
                assertThat(scan.path(role).path(field).asString()).isNotEmpty();
            }
            assertThat(scan.path(role).path("vendor").path("name").asString()).isNotEmpty();
        }
        assertThat(scan.path("type").asString()).isEqualTo("container_scanning");
        assertThat(scan.path("status").asString()).isIn("success", "failure");
        for (String time : List.of("start_time", "end_time")) {
            assertThat(scan.path(time).asString()).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}");
        }
        for (JsonNode message : scan.path("messages")) {
            assertThat(message.path("level").asString()).isIn("info", "warn", "fatal");
            assertThat(message.path("value").asString()).isNotEmpty();
        }
        assertThat(scan.path("messages").toString()).contains("no feed for Debian:12", "1 finding waived");
        assertThat(report.path("vulnerabilities")).hasSize(3);
        for (JsonNode one : report.path("vulnerabilities")) {
            assertThat(one.path("id").asString()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(one.path("name").asString().length()).isBetween(1, 255);
            assertThat(one.path("severity").asString()).isIn("Info", "Unknown", "Low", "Medium", "High", "Critical");
            assertThat(one.path("identifiers").size()).isBetween(1, 20);
            for (JsonNode identifier : one.path("identifiers")) {
                for (String field : List.of("type", "name", "value")) {
                    assertThat(identifier.path(field).asString()).isNotEmpty();
                }
                assertThat(identifier.path("url").asString("https://x")).matches("https?://.+");
            }
            for (JsonNode link : one.path("links")) {
                assertThat(link.path("url").asString()).matches("https?://.+");
            }
            for (JsonNode cvss : one.path("cvss_vectors")) {
                assertThat(cvss.path("vector").asString()).startsWith("CVSS:3.");
            }
            JsonNode location = one.path("location");
            assertThat(location.path("dependency").path("package").path("name").asString())
                    .isNotEmpty();
            assertThat(location.path("dependency").has("version")).isTrue();
            assertThat(location.path("operating_system").asString()).isNotEmpty();
            assertThat(location.path("image").asString()).isEqualTo("registry.example.com/shop:1");
        }
    }

    @Test
    void trivyReadersFindTheirFields() {
        JsonNode report = JSON.readTree(show("trivy", REPORT, FAILED));
        assertThat(report.path("SchemaVersion").asInt()).isEqualTo(2);
        assertThat(report.path("ArtifactType").asString()).isEqualTo("container_image");
        assertThat(report.path("Metadata").path("OS").path("Family").asString()).isEqualTo("debian");
        List<String> classes = new ArrayList<>();
        for (JsonNode result : report.path("Results")) {
            classes.add(
                    result.path("Class").asString() + "/" + result.path("Type").asString());
            for (JsonNode one : result.path("Vulnerabilities")) {
                for (String field :
                        List.of("VulnerabilityID", "PkgID", "PkgName", "InstalledVersion", "Status", "Severity")) {
                    assertThat(one.path(field).asString()).as(field).isNotEmpty();
                }
                assertThat(one.path("PkgIdentifier").path("PURL").asString()).startsWith("pkg:");
                assertThat(one.path("Severity").asString()).isIn("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN");
            }
        }
        assertThat(classes).containsExactly("os-pkgs/debian", "lang-pkgs/jar", "lang-pkgs/node-pkg");
        JsonNode log4j = report.path("Results").get(1).path("Vulnerabilities").get(0);
        assertThat(log4j.path("FixedVersion").asString()).isEqualTo("2.15.0");
        assertThat(log4j.path("PkgPath").asString()).isEqualTo("opt/log4j-core-2.14.1.jar");
        assertThat(log4j.path("CVSS").path("ghsa").has("V3Score")
                        || log4j.path("CVSS").path("osv").has("V3Score"))
                .isTrue();
        assertThat(report.toString()).doesNotContain("CVE-2020-8203");
    }

    @Test
    void thePageRunsNothingButItsOwnScript() throws Exception {
        String page = show("html", REPORT, FAILED);
        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(page).doesNotContain("<img", "<i>", "<b>.jar", "style=\"", "onerror=y>", "href=\"javascript");
        assertThat(page).contains("script-src 'sha256-" + digest(between(page, "<script>", "</script>")) + "'");
        assertThat(page).contains("style-src 'sha256-" + digest(between(page, "<style>", "</style>")) + "'");
        for (String part : page.split("href=\"", -1)) {
            assertThat(part)
                    .matches(
                            "(?s)(<!DOCTYPE|#findings\"|https://(nvd\\.nist\\.gov|github\\.com|osv\\.dev)/[A-Za-z0-9/-]+\").*");
        }
        assertThat(page)
                .contains("<h2>Gate: failed", "<h2>Not seen</h2>", "no feed for Debian:12", "exploited (KEV)")
                .contains("As a table", "role=\"img\"", "prefers-color-scheme: dark", "lang=\"en\"")
                .contains("not &#39;reachable&#39; (ann@example.com, until 2027-01-31)");
    }

    @Test
    void aPageOfNothingSaysWhetherThatMeansAnything() {
        assertThat(Samples.show("html", Samples.report(List.of(Coverage.complete("npm")))))
                .contains("<p>None.</p>")
                .doesNotContain("Not seen");
        assertThat(Samples.show("html", Samples.report(List.of(Coverage.none("npm", "no feed")))))
                .contains("<p>None in what could be judged.</p>")
                .contains("Not seen");
    }

    @Test
    void aPageIsBounded() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < Limits.PAGE_ROWS + 10; i++) {
            many.add(Samples.vulnerability("CVE-2024-" + i, Samples.LIBSSL, Severity.LOW, "t", -1, false));
        }
        String page = Samples.show("html", Samples.report(List.of(), many.toArray(Finding[]::new)));
        assertThat(page.split("<tr class=\"finding", -1)).hasSize(Limits.PAGE_ROWS + 1);
        assertThat(page).contains("The 10 least urgent findings are not in this page");
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static String digest(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit", "markdown", "gitlab", "html", "trivy"})
    void theSameInputGivesTheSameSafeBytes(String format) {
        Outcome outcome = Samples.outcome(REPORT, Optional.of(FAILED));
        String first = Samples.show(format, outcome, ReportOptions.PLAIN);
        assertThat(Samples.show(format, outcome, ReportOptions.PLAIN)).isEqualTo(first);
        assertThat(first.lines()).allMatch(line -> Text.visible(line).equals(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "markdown", "html"})
    void whatIsNewAndGoneIsSaid(String format) {
        Finding gone = Samples.vulnerability("CVE-2019-9", Samples.OPENSSL, Severity.LOW, "old", -1, false);
        Since since = Since.of("main.json", List.of(gone, Samples.PROTOTYPE), REPORT.findings());
        Outcome outcome = Samples.outcome(REPORT, Optional.empty());
        String text = Samples.show(
                format,
                new Outcome(outcome.report(), outcome.inventory(), outcome.gate(), outcome.now(), Optional.of(since)),
                ReportOptions.PLAIN);
        assertThat(since.newKeys()).hasSize(3).contains(Samples.LOG4SHELL.key());
        assertThat(text).contains("new").contains("main.json");
        assertThat(text).containsPattern("gone|Gone");
    }

    @Test
    void manyPlacesAreListedUpToALimit() {
        List<Evidence> places = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            places.add(Evidence.of("/p" + i + "/package.json"));
        }
        Package many = Samples.LODASH.withEvidence(places);
        Report report = Samples.report(
                List.of(), Samples.vulnerability("CVE-2020-8203", many, Severity.HIGH, "t", 0, false, "4.17.19"));
        assertThat(Samples.show("html", report)).contains("80 more places").doesNotContain("/p50/");
        assertThat(Samples.show("junit", report)).contains("80 more places").doesNotContain("/p50/");
    }
}
