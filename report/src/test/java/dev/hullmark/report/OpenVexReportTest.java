package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Report;
import dev.hullmark.model.Subject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenVexReportTest {
    private static final Set<String> DOCUMENT_FIELDS = Set.of(
            "@context", "@id", "author", "role", "timestamp", "last_updated", "version", "tooling", "statements");
    private static final Set<String> STATEMENT_FIELDS = Set.of(
            "@id",
            "version",
            "vulnerability",
            "timestamp",
            "last_updated",
            "products",
            "status",
            "supplier",
            "status_notes",
            "justification",
            "impact_statement",
            "action_statement",
            "action_statement_timestamp");
    private static final Set<String> JUSTIFICATIONS = Set.of(
            "component_not_present",
            "vulnerable_code_not_present",
            "vulnerable_code_not_in_execute_path",
            "vulnerable_code_cannot_be_controlled_by_adversary",
            "inline_mitigations_already_exist");

    private static Finding waived(Finding f, String reason) {
        return f.withWaived(new Finding.Waived(reason, "ann", "2027-01-31"));
    }

    private static String write(Report report) {
        return Samples.show("openvex", report);
    }

    private static Json parse(String document) {
        return Json.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "written");
    }

    /** The rules of OpenVEX 0.2.0 and of its JSON schema. */
    private static void valid(String text) {
        Json document = parse(text);
        assertThat(DOCUMENT_FIELDS).containsAll(document.fields().keySet());
        assertThat(document.text("@context")).isEqualTo("https://openvex.dev/ns/v0.2.0");
        assertThat(document.text("@id")).matches("https://\\S+");
        assertThat(document.text("author")).isNotBlank();
        assertThat(document.text("version")).isEqualTo("1");
        assertThat(Instant.parse(document.text("timestamp"))).isEqualTo(Samples.NOW);
        Set<String> ids = new HashSet<>();
        for (Json s : document.get("statements").items()) {
            assertThat(STATEMENT_FIELDS).containsAll(s.fields().keySet());
            assertThat(ids.add(s.text("@id"))).isTrue();
            assertThat(s.get("vulnerability").text("name")).isNotBlank();
            assertThat(Set.of("@id", "name", "description", "aliases"))
                    .containsAll(s.get("vulnerability").fields().keySet());
            assertThat(s.get("products").items()).isNotEmpty().allSatisfy(OpenVexReportTest::validComponent);
            switch (s.text("status")) {
                case "not_affected" -> {
                    assertThat(s.has("justification") || s.has("impact_statement"))
                            .isTrue();
                    if (s.has("justification")) {
                        assertThat(JUSTIFICATIONS).contains(s.text("justification"));
                    }
                }
                case "affected" -> assertThat(s.text("action_statement")).isNotBlank();
                case "fixed", "under_investigation" -> {}
                default -> throw new AssertionError(s.text("status"));
            }
        }
    }

    private static void validComponent(Json component) {
        assertThat(Set.of("@id", "identifiers", "hashes", "subcomponents"))
                .containsAll(component.fields().keySet());
        assertThat(component.text("@id")).startsWith("pkg:");
        assertThat(component.get("identifiers").text("purl")).isEqualTo(component.text("@id"));
        component.get("subcomponents").items().forEach(OpenVexReportTest::validComponent);
    }

    @Test
    void whatIsWaivedIsNotAffectedAndTheRestIs() {
        String document = write(Samples.report(List.of(), waived(Samples.LOG4SHELL, "no lookups"), Samples.PROTOTYPE));
        valid(document);
        List<Json> statements = parse(document).get("statements").items();
        assertThat(statements).hasSize(2);
        Json first = statements.getFirst();
        assertThat(first.text("status")).isEqualTo("not_affected");
        assertThat(first.text("impact_statement")).isEqualTo("no lookups (ann until 2027-01-31)");
        assertThat(first.get("vulnerability").text("name")).isEqualTo("CVE-2021-44228");
        assertThat(first.get("products").items().getFirst().text("@id"))
                .isEqualTo("pkg:oci/shop@sha256:1234?repository_url=registry.example.com%2Fshop&tag=1");
        assertThat(first.get("products")
                        .items()
                        .getFirst()
                        .get("subcomponents")
                        .items()
                        .getFirst()
                        .text("@id"))
                .isEqualTo("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1");
        assertThat(statements.getLast().text("action_statement")).isEqualTo("upgrade lodash to 4.17.19");
    }

    @Test
    void aJustificationThatCameFromVexGoesOutAsOne() {
        String document = write(Samples.report(
                List.of(),
                waived(Samples.LOG4SHELL, "not affected: vulnerable code not present; built without"),
                waived(Samples.PROTOTYPE, "fixed: patched in place")));
        valid(document);
        List<Json> statements = parse(document).get("statements").items();
        assertThat(statements.getFirst().text("justification")).isEqualTo("vulnerable_code_not_present");
        assertThat(statements.getLast().text("status")).isEqualTo("fixed");
    }

    @Test
    void theSameVerdictHasTheSameIds() {
        Report report = Samples.report(List.of(), Samples.LOG4SHELL);
        assertThat(write(report)).isEqualTo(write(report));
        assertThat(parse(write(report)).text("@id"))
                .isNotEqualTo(parse(write(Samples.report(List.of(), Samples.PROTOTYPE)))
                        .text("@id"));
    }

    @Test
    void withoutAnImageThePackagesAreTheProducts() {
        Report image = Samples.report(List.of(), Samples.LOG4SHELL);
        Report folder = new Report(
                new Subject("directory", "/srv/app", "", "dir"), image.scanner(), List.of(), 1, image.findings());
        String document = Samples.show("openvex", folder);
        valid(document);
        assertThat(parse(document)
                        .get("statements")
                        .items()
                        .getFirst()
                        .get("products")
                        .items()
                        .getFirst()
                        .text("@id"))
                .isEqualTo("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1");
    }

    @Test
    void whatIsWrittenIsUnderstoodWhenRead() {
        Report written = Samples.report(List.of(), waived(Samples.LOG4SHELL, "no lookups"), Samples.PROTOTYPE);
        Report judged = Samples.report(List.of(), Samples.LOG4SHELL, Samples.PROTOTYPE);
        Report applied = VexTest.vex(write(written)).apply(judged, VexTest.inventory(Samples.SUBJECT));
        assertThat(applied.findings().getFirst().waived().map(Finding.Waived::reason))
                .isEqualTo(Optional.of("not affected: no lookups (ann until 2027-01-31)"));
        assertThat(applied.findings().getLast().waived()).isEmpty();
    }

    @Test
    void anErratumIsNoAliasOfWhatItMends() {
        Finding f = Samples.PROTOTYPE;
        Finding mended = new Finding(
                f.key(),
                f.id(),
                f.kind(),
                f.severity(),
                f.title(),
                f.subject(),
                f.pkg(),
                f.fixedIn(),
                f.evidence(),
                Optional.of(
                        new Finding.AdvisoryRef("ELSA-2024-1", List.of(), Optional.empty(), Optional.empty(), false)),
                f.use(),
                f.remediation(),
                f.waived());
        assertThat(write(Samples.report(List.of(), mended))).doesNotContain("ELSA-2024-1");
        assertThat(write(Samples.report(List.of(), f))).contains("GHSA-cve-2020-8203");
    }
}
