package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VexTest {
    static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final Subject IMAGE = new Subject("image", "ghcr.io/acme/shop:1.2", DIGEST, "registry");
    private static final Package GO =
            Package.of(PackageType.GOLANG, "github.com/aws/aws-sdk-go", "v1.55.6", "/usr/bin/tool");
    private static final Finding LIBSSL =
            Samples.vulnerability("CVE-2024-1", Samples.LIBSSL, Severity.HIGH, "in libssl", -1, false, "3.0.15");
    private static final Finding SDK =
            Samples.vulnerability("CVE-2020-8911", GO, Severity.MEDIUM, "in the SDK", -1, false);

    @TempDir
    Path folder = Path.of("");

    static Inventory inventory(Subject subject) {
        return new Inventory(
                subject,
                Optional.of(new Distribution("debian", "12", "bookworm", "", "")),
                Optional.empty(),
                List.of(),
                List.of(Samples.LIBSSL, Samples.OPENSSL, Samples.LODASH, Samples.LOG4J, GO),
                List.of(),
                Map.of(),
                Facts.EMPTY);
    }

    private static Report apply(Subject subject, String document) {
        Report report = new Report(
                subject,
                new Report.Scanner("0.1.0", "sha256:feed", ""),
                List.of(),
                5,
                List.of(Samples.LOG4SHELL, Samples.PROTOTYPE, LIBSSL, SDK));
        return vex(document).apply(report, inventory(subject));
    }

    static Vex vex(String document) {
        return Vex.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "a.json");
    }

    private static List<String> waived(Report report) {
        List<String> ids = new ArrayList<>();
        for (Finding f : report.findings()) {
            if (f.waived().isPresent()) {
                ids.add(f.id());
            }
        }
        return ids;
    }

    private static String openVex(String statements) {
        return """
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex-1", "author": "Acme",
                 "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": [%s]}""".formatted(statements);
    }

    private static String statement(String id, String product, String status, String more) {
        return """
                {"vulnerability": {"name": "%s"}, "products": [%s], "status": "%s"%s}""".formatted(id, product, status, more);
    }

    private static String product(String id) {
        return "{\"@id\": \"" + id + "\"}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pkg:maven/org.apache.logging.log4j/log4j-core                                   |
            pkg:npm/lodash                                                                  | CVE-2020-8203
            pkg:npm/lodash@4.17.15                                                          | CVE-2020-8203
            pkg:npm/lodash@4.17.16                                                          |
            pkg:npm/%40types/lodash                                                         |
            pkg:npm/lodash?arch=amd64                                                       |
            lodash                                                                          |
            *                                                                               |
            pkg:npm/*                                                                       |
            not a purl                                                                      |
            """)
    void aPackageIsNamedByItsPurl(String product, String waived) {
        Report report = apply(IMAGE, openVex(statement("CVE-2020-8203", product(product), "not_affected", "")));
        assertThat(waived(report)).isEqualTo(waived == null ? List.of() : List.of(waived));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pkg:deb/debian/libssl3                                                                    | true
            pkg:deb/debian/libssl3@3.0.11-1~deb12u2                                                   | true
            pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=amd64                                        | true
            pkg:deb/debian/libssl3@3.0.11-1~deb12u2?arch=arm64                                        | false
            pkg:deb/debian/libssl3?os_distro=bookworm&os_name=debian&os_version=12                    | true
            pkg:deb/debian/libssl3?os_distro=trixie&os_name=debian&os_version=13                      | false
            pkg:deb/debian/libssl3?distro=bookworm                                                    | true
            pkg:deb/debian/libssl3?distro=debian-11                                                   | false
            pkg:deb/ubuntu/libssl3                                                                    | false
            pkg:apk/alpine/libssl3                                                                    | false
            """)
    void aDistributionsPackageByItsQualifiersToo(String product, boolean waived) {
        Report report = apply(IMAGE, openVex(statement("CVE-2024-1", product(product), "not_affected", "")));
        assertThat(waived(report)).hasSize(waived ? 1 : 0);
    }

    @Test
    void goVersionsAreTheSameWithAndWithoutTheirV() {
        String purl = "pkg:golang/github.com/aws/aws-sdk-go@";
        for (String version : List.of("1.55.6", "v1.55.6")) {
            String document = openVex(statement("CVE-2020-8911", product(purl + version), "not_affected", ""));
            assertThat(waived(apply(IMAGE, document))).containsExactly("CVE-2020-8911");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pkg:oci/shop@DIGEST                                              | true
            pkg:oci/other@DIGEST?repository_url=quay.io/x/other              | true
            pkg:oci/shop@sha256:0000                                         | false
            pkg:oci/shop?repository_url=ghcr.io/acme/shop                    | true
            pkg:oci/shop?repository_url=ghcr.io/acme                         | true
            pkg:oci/shop?repository_url=quay.io/acme/shop                    | false
            pkg:oci/shop?repository_url=ghcr.io/acme/shop&tag=1.2            | true
            pkg:oci/shop?repository_url=ghcr.io/acme/shop&tag=1.3            | false
            pkg:oci/acme%2Fshop                                              | true
            pkg:oci/shop                                                     | true
            pkg:docker/acme/shop                                             | true
            pkg:docker/acme/shop@1.2                                         | true
            pkg:docker/acme/shop@2.0                                         | false
            pkg:docker/shop                                                  | false
            ghcr.io/acme/shop:1.2                                            | true
            ghcr.io/acme/shop@DIGEST                                         | true
            pkg:golang/github.com/aws/aws-sdk-go                             | true
            pkg:golang/github.com/other/thing                                | false
            """)
    void aPartIsMeantOnlyInItsProduct(String product, boolean waived) {
        String whole = "{\"@id\": \"" + product.replace("DIGEST", DIGEST)
                + "\", \"subcomponents\": [{\"@id\": \"pkg:npm/lodash@4.17.15\"}]}";
        Report report = apply(IMAGE, openVex(statement("CVE-2020-8203", whole, "not_affected", "")));
        assertThat(waived(report)).isEqualTo(waived ? List.of("CVE-2020-8203") : List.of());
        Report another = apply(IMAGE, openVex(statement("CVE-2024-1", whole, "not_affected", "")));
        assertThat(waived(another)).as("another part").isEmpty();
    }

    @Test
    void theImageItselfMeansAllOfIt() {
        String image = product("pkg:oci/shop@" + DIGEST);
        assertThat(waived(apply(IMAGE, openVex(statement("CVE-2024-1", image, "fixed", "")))))
                .containsExactly("CVE-2024-1");
        Subject file = new Subject("image", "./shop.tar", "", "docker-archive");
        assertThat(waived(apply(file, openVex(statement("CVE-2024-1", image, "fixed", "")))))
                .isEmpty();
        Subject hardened = new Subject("image", "dhi.io/shop:1", "", "registry");
        assertThat(waived(
                        apply(hardened, openVex(statement("CVE-2024-1", product("pkg:docker/dhi/shop"), "fixed", "")))))
                .hasSize(1);
    }

    @Test
    void hashesAndIdentifiersNameAProductToo() {
        String byHash = "{\"@id\": \"https://example.com/x\", \"hashes\": {\"sha-256\": \"" + "AB".repeat(32) + "\"}}";
        String byPurl = "{\"@id\": \"https://example.com/x\", \"identifiers\": {\"purl\": \"pkg:npm/lodash\"}}";
        assertThat(waived(apply(IMAGE, openVex(statement("CVE-2024-1", byHash, "fixed", "")))))
                .hasSize(1);
        assertThat(waived(apply(IMAGE, openVex(statement("CVE-2020-8203", byPurl, "fixed", "")))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVE-2021-44228", "cve-2021-44228", "GHSA-cve-2021-44228"})
    void aVulnerabilityGoesByAnyOfItsIds(String id) {
        String product = product("pkg:maven/org.apache.logging.log4j/log4j-core");
        assertThat(waived(apply(IMAGE, openVex(statement(id, product, "not_affected", "")))))
                .hasSize(1);
        String alias = statement("X-1", product, "not_affected", "")
                .replace("\"X-1\"", "\"X-1\", \"aliases\": [\"" + id + "\"]");
        assertThat(waived(apply(IMAGE, openVex(alias)))).hasSize(1);
    }

    @Test
    void theReasonAndAuthorAreTheDocuments() {
        Report report =
                apply(IMAGE, openVex(statement("CVE-2020-8203", product("pkg:npm/lodash"), "not_affected", """
                , "justification": "vulnerable_code_not_in_execute_path", "impact_statement": "never\\n  called"\s""")));
        assertThat(report.findings().get(1).waived())
                .contains(new Finding.Waived(
                        "not affected: vulnerable code not in execute path; never called", "Acme", ""));
        assertThat(report.coverage())
                .containsExactly(new Coverage(
                        "vex:a.json", Coverage.Status.NOT_APPLICABLE, "1 statement, which waive 1 finding"));
    }

    @Test
    void affectedAndInvestigatedAreToldAndNotWaived() {
        Report report = apply(
                IMAGE,
                openVex(statement("CVE-2020-8203", product("pkg:npm/lodash"), "affected", """
                , "action_statement": "turn templates off"\s""")
                        + "," + statement("CVE-2024-1", product("pkg:deb/debian/libssl3"), "under_investigation", "")));
        assertThat(waived(report)).isEmpty();
        assertThat(report.findings().get(1).remediation())
                .isEqualTo("upgrade lodash to 4.17.19; Acme says it is affected: turn templates off");
        assertThat(report.findings().get(2).remediation())
                .isEqualTo("upgrade libssl3 to 3.0.15; Acme is still investigating it");
        assertThat(report.coverage().getFirst().reason())
                .isEqualTo("2 statements, which waive 0 findings; 1 said to be affected; 1 under investigation");
    }

    @ParameterizedTest
    @CsvSource({
        "not_affected, 2026-01-01T00:00:00Z, affected, 2026-02-01T00:00:00Z, false",
        "affected, 2026-01-01T00:00:00Z, not_affected, 2026-02-01T00:00:00Z, true",
        "not_affected, 2026-02-01T00:00:00Z, affected, 2026-01-01T00:00:00Z, true",
        "not_affected, 2026-01-01T00:00:00Z, affected, 2026-01-01T00:00:00Z, false",
        "under_investigation, 2026-01-01T00:00:00Z, fixed, 2026-01-01T00:00:00Z, false"
    })
    void theLatestStatementCounts(String first, String when, String second, String later, boolean waived) {
        String product = product("pkg:npm/lodash");
        Report report = apply(
                IMAGE,
                openVex(statement("CVE-2020-8203", product, first, ", \"timestamp\": \"" + when + "\"") + ","
                        + statement("CVE-2020-8203", product, second, ", \"timestamp\": \"" + later + "\"")));
        assertThat(waived(report)).hasSize(waived ? 1 : 0);
    }

    @Test
    void whatIsNotUnderstoodWaivesNothing() {
        Report report = apply(
                IMAGE,
                openVex(statement("CVE-2020-8203", product("pkg:npm/lodash"), "harmless", "")
                        + "," + statement("CVE-2020-8203", "", "not_affected", "")
                        + ",7," + statement("", product("pkg:npm/lodash"), "not_affected", "")));
        assertThat(waived(report)).isEmpty();
        assertThat(report.coverage().getFirst().reason())
                .isEqualTo("0 statements, which waive 0 findings; 4 not understood, which waive nothing");
    }

    @Test
    void theOldFormIsReadToo() {
        Report report = apply(IMAGE, """
                {"@context": "https://openvex.dev/ns", "@id": "https://example.com/v", "author": "Acme",
                 "timestamp": "2023-01-16T20:41:55.708329108-06:00", "statements": [{
                   "vulnerability": "CVE-2020-8203", "products": ["pkg:oci/shop"],
                   "subcomponents": ["pkg:npm/lodash"], "status": "not_affected",
                   "justification": "component_not_present"}]}""");
        assertThat(waived(report)).containsExactly("CVE-2020-8203");
    }

    @Test
    void cycloneDxAnalysesAreRead() {
        Report report = apply(IMAGE, """
                {"bomFormat": "CycloneDX", "specVersion": "1.6",
                 "metadata": {"timestamp": "2026-01-01T00:00:00Z", "authors": [{"name": "Acme"}]},
                 "components": [{"type": "library", "bom-ref": "c1", "purl": "pkg:npm/lodash@4.17.15"}],
                 "vulnerabilities": [
                   {"id": "CVE-2020-8203", "affects": [{"ref": "c1"}],
                    "analysis": {"state": "not_affected", "justification": "code_not_reachable", "detail": "no templates"}},
                   {"id": "CVE-2024-1", "affects": [{"ref": "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Adeb%2Fdebian%2Flibssl3"}],
                    "analysis": {"state": "resolved"}},
                   {"id": "X", "references": [{"id": "CVE-2021-44228"}],
                    "affects": [{"ref": "pkg:maven/org.apache.logging.log4j/log4j-core",
                      "versions": [{"version": "2.14.1", "status": "unaffected"}, {"range": "vers:maven/>=2.0"}]}],
                    "analysis": {"state": "exploitable"}},
                   {"id": "CVE-2020-8911", "affects": [{"ref": "pkg:golang/github.com/aws/aws-sdk-go",
                      "versions": [{"range": "vers:golang/*", "status": "unaffected"}]}],
                    "analysis": {"state": "false_positive"}},
                   {"id": "CVE-2020-8911", "affects": [{"ref": "c1"}]}]}""");
        assertThat(waived(report)).containsExactly("CVE-2021-44228", "CVE-2020-8203", "CVE-2024-1");
        assertThat(report.findings().get(1).waived())
                .contains(new Finding.Waived("not affected: code not reachable; no templates", "Acme", ""));
        assertThat(report.coverage().getFirst().reason()).contains("1 not understood");
    }

    @Test
    void csafProductsAreResolvedThroughTheirRelations() {
        String csaf = """
                {"document": {"category": "csaf_vex", "csaf_version": "2.0",
                   "publisher": {"name": "Acme Product Security"},
                   "tracking": {"current_release_date": "2026-01-01T00:00:00+00:00"}},
                 "product_tree": {"branches": [{"category": "vendor", "branches": [
                     {"category": "product_name", "product": {"product_id": "shop",
                        "product_identification_helper": {"purl": "pkg:oci/shop?repository_url=ghcr.io/acme/shop"}}},
                     {"category": "product_version", "product": {"product_id": "ssl",
                        "product_identification_helper": {"purl": "pkg:deb/debian/libssl3"}}},
                     {"category": "product_version", "product": {"product_id": "lodash",
                        "product_identification_helper": {"purl": "pkg:npm/lodash@4.17.15"}}}]}],
                   "relationships": [
                     {"category": "default_component_of", "full_product_name": {"product_id": "shop:ssl"},
                      "product_reference": "ssl", "relates_to_product_reference": "shop"},
                     {"category": "default_component_of", "full_product_name": {"product_id": "elsewhere:lodash"},
                      "product_reference": "lodash", "relates_to_product_reference": "elsewhere"}]},
                 "vulnerabilities": [
                   {"cve": "CVE-2024-1", "product_status": {"known_not_affected": ["shop:ssl"]},
                    "flags": [{"label": "component_not_present", "product_ids": ["shop:ssl"]}],
                    "threats": [{"category": "impact", "details": "built without it", "product_ids": ["shop:ssl"]}]},
                   {"cve": "CVE-2020-8203", "product_status": {"known_not_affected": ["elsewhere:lodash"],
                      "recommended": ["lodash"]}},
                   {"ids": [{"system_name": "x", "text": "CVE-2021-44228"}],
                    "product_status": {"known_affected": ["shop"]},
                    "remediations": [{"category": "workaround", "details": "set the flag", "product_ids": ["shop"]}]}]}""";
        Report report = apply(IMAGE, csaf);
        assertThat(waived(report)).containsExactly("CVE-2024-1");
        assertThat(report.findings().get(2).waived())
                .contains(new Finding.Waived(
                        "not affected: component not present; built without it", "Acme Product Security", ""));
        assertThat(report.findings().getFirst().remediation())
                .endsWith("; Acme Product Security says it is affected: set the flag");
    }

    @Test
    void attestationsAreUnwrapped() {
        String inner = openVex("{\"vulnerability\": {\"name\": \"CVE-2024-1\"}, \"status\": \"fixed\"}");
        String attestation = """
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "x", "digest": {"sha256": "%s"}}],
                 "predicateType": "https://openvex.dev/ns/v0.2.0", "predicate": %s}""";
        String mine = attestation.formatted(DIGEST.substring(7), inner);
        String envelope = "{\"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \""
                + Base64.getEncoder().encodeToString(mine.getBytes(StandardCharsets.UTF_8)) + "\", \"signatures\": []}";
        String bundle = "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\", \"dsseEnvelope\": "
                + envelope + "}";
        for (String document : List.of(mine, envelope, bundle)) {
            assertThat(waived(apply(IMAGE, document))).as(document).containsExactly("CVE-2024-1");
        }
        String another = attestation.formatted("00".repeat(32), inner);
        assertThat(waived(apply(IMAGE, another))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1}                        | 'a.json' is no VEX document: expected OpenVEX, CycloneDX or CSAF as JSON
            []                              | 'a.json' is no VEX document: expected OpenVEX, CycloneDX or CSAF as JSON
            7                               | 'a.json' is no VEX document: expected OpenVEX, CycloneDX or CSAF as JSON
            {"payload": "%%%%="}            | 'a.json' has a payload that is not base64
            {"predicate": {"predicate": {"predicate": {"predicate": {"predicate": {}}}}}} | 'a.json' has too many envelopes around its VEX document
            """)
    void whatIsNoVexIsRefusedInASentence(String document, String message) {
        assertThatThrownBy(() -> vex(document)).isInstanceOf(VexException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"@context\": ", "\u0000\u0001", "{\"statements\": [}"})
    void brokenJsonIsRefused(String document) {
        assertThatThrownBy(() -> vex(document)).isInstanceOf(VexException.class).hasMessageStartingWith("'a.json' is");
    }

    @Test
    void deepAndHugeDocumentsAreRefused() {
        assertThatThrownBy(() -> vex("[".repeat(100_000))).isInstanceOf(VexException.class);
        assertThatThrownBy(() -> vex("[" + "1,".repeat(Limits.VEX_VALUES) + "1]"))
                .isInstanceOf(VexException.class)
                .hasMessageContaining("values");
    }

    @Test
    void filesAreReadAndMissingOnesNamed() throws Exception {
        Path file = Files.writeString(
                folder.resolve("v.json"), openVex(statement("CVE-2024-1", product("pkg:npm/x"), "fixed", "")));
        assertThat(Vex.read(List.of(file, file)).isEmpty()).isFalse();
        assertThat(Vex.read(List.of()).isEmpty()).isTrue();
        assertThatThrownBy(() -> Vex.read(List.of(folder.resolve("none.json")))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> Vex.read(List.of(folder))).isInstanceOf(VexException.class);
    }

    @Test
    void aWaiverOfTheUserIsNotTalkedOver() {
        Report report = new Report(
                IMAGE,
                new Report.Scanner("0.1.0", "", ""),
                List.of(),
                1,
                List.of(LIBSSL.withWaived(new Finding.Waived("ours", "we", ""))));
        Report applied = vex(openVex(statement("CVE-2024-1", product("pkg:deb/debian/libssl3"), "affected", "")))
                .apply(report, inventory(IMAGE));
        assertThat(applied.findings()).isEqualTo(report.findings());
    }
}
