package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineFormatsTest {
    private static final Report REPORT = Samples.report(
            List.of(Coverage.complete("npm"), Coverage.none("deb", "no feed for Debian:12; run `hullmark db update`")),
            Samples.LOG4SHELL,
            Samples.PROTOTYPE.withWaived(new Waived("not reachable", "ann@example.com", "")),
            Samples.vulnerability("CVE-2024-1", Samples.LIBSSL, Severity.LOW, "", -1, false),
            hostile());

    /** Everything an attacker writes into a package's metadata. */
    private static Finding hostile() {
        Package p = Package.of(
                PackageType.PYPI, "x\u001b]0;owned\u0007\u202e" + "y".repeat(10_000), "1\n2", "/a b/%41:#?\ud800/ü");
        return Samples.finding(
                Kind.MALWARE, "MAL-2026-1\u009b", p, Severity.CRITICAL, "<script>\u2028", -1, false, List.of());
    }

    @Test
    void theJsonReportIsTheContract() {
        String json = Samples.show("json", Samples.report(List.of(Coverage.complete("maven")), Samples.LOG4SHELL));
        assertThat(json).isEqualTo("""
                        {
                          "schema": "hullmark/report/1",
                          "subject": {
                            "kind": "image",
                            "name": "registry.example.com/shop:1",
                            "digest": "sha256:1234",
                            "source": "registry"
                          },
                          "scanner": {
                            "version": "0.1.0",
                            "feeds": {
                              "digest": "sha256:feed",
                              "updated": "2026-11-22T01:00:00Z"
                            }
                          },
                          "coverage": [
                            {
                              "what": "maven",
                              "status": "complete"
                            }
                          ],
                          "packages": 4,
                          "findings": [
                            {
                              "key": "%s",
                              "id": "CVE-2021-44228",
                              "kind": "vulnerability",
                              "severity": "critical",
                              "title": "Remote code injection in Log4j",
                              "package": {
                                "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                                "name": "org.apache.logging.log4j:log4j-core",
                                "version": "2.14.1"
                              },
                              "fixedIn": [
                                "2.15.0"
                              ],
                              "evidence": [
                                {
                                  "path": "/opt/log4j-core-2.14.1.jar",
                                  "layer": "",
                                  "layerIndex": -1,
                                  "createdBy": ""
                                }
                              ],
                              "advisory": {
                                "source": "GHSA-cve-2021-44228",
                                "aliases": [
                                  "CVE-2021-44228"
                                ],
                                "cvss": {
                                  "version": "3.1",
                                  "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H",
                                  "score": 10.0
                                },
                                "epss": {
                                  "score": 0.97,
                                  "percentile": 0.97
                                },
                                "kev": true
                              },
                              "remediation": "upgrade org.apache.logging.log4j:log4j-core to 2.15.0"
                            }
                          ]
                        }
                        """.formatted(Samples.LOG4SHELL.key()));
    }

    @Test
    void jsonIsValid() {
        String json = Samples.show("json", REPORT);
        Schemas.REPORT.accept(json);
        Schemas.REPORT.refuse(json.replace("\"fixedIn\"", "\"fixed\""));
        assertThat(json).contains("\"author\": \"ann@example.com\"");
    }

    @Test
    void sarifIsValid() {
        String sarif = Samples.show("sarif", REPORT);
        Schemas.SARIF.accept(sarif);
        Schemas.SARIF.refuse(sarif.replace("\"ruleIndex\": 0", "\"ruleIndex\": -7"));
        assertThat(sarif)
                .containsOnlyOnce("\"suppressions\"")
                .contains("\"security-severity\": \"10.0\"")
                .contains("\"security-severity\": \"8.0\"")
                .contains("\"text\": \"deb: no feed for Debian:12; run `hullmark db update`\"")
                .contains("\"hullmark/key/v1\": \"" + Samples.LOG4SHELL.key() + "\"")
                .contains("\"uri\": \"opt/log4j-core-2.14.1.jar\"");
    }

    @Test
    void sarifHasOneRuleAnIdWithItsWorstSeverity() {
        String sarif = Samples.show(
                "sarif",
                Samples.report(
                        List.of(),
                        Samples.vulnerability("CVE-1", Samples.LIBSSL, Severity.LOW, "t", 0.9, true),
                        Samples.vulnerability("CVE-1", Samples.OPENSSL, Severity.HIGH, "t", 0, false)));
        Schemas.SARIF.accept(sarif);
        assertThat(sarif).containsOnlyOnce("\"id\": \"CVE-1\"").contains("\"security-severity\": \"8.0\"");
        assertThat(sarif.split("\"ruleId\": \"CVE-1\"", -1)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    /usr/lib/a.jar!/b c.jar, usr/lib/a.jar!/b%20c.jar
                    C:/x, C%3a/x
                    /ü/%41, %c3%bc/%2541
                    /, .
                    //host/x, host/x
                    """)
    void pathsAreRelativeReferences(String path, String uri) {
        assertThat(SarifReport.uri(path)).isEqualTo(uri);
    }

    @Test
    void cycloneDxIsValid() {
        String bom = Samples.show("cyclonedx", REPORT);
        Schemas.CYCLONEDX.accept(bom);
        assertThat(bom).contains("\"id\": \"CVE-2021-44228\"").contains("\"will_not_fix\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "sarif", "cyclonedx", "spdx", "table"})
    void theSameInputGivesTheSameSafeBytes(String format) {
        Outcome outcome = Samples.outcome(REPORT, Optional.empty());
        String first = Samples.show(format, outcome, ReportOptions.PLAIN);
        assertThat(Samples.show(format, outcome, ReportOptions.PLAIN)).isEqualTo(first);
        assertThat(first.lines()).allMatch(line -> Text.visible(line).equals(line));
    }

    @Test
    void anUnknownFormatIsAnsweredWithTheKnown() {
        assertThatThrownBy(() -> ReportFormats.named("x\u001b"))
                .isInstanceOf(HullmarkException.class)
                .hasMessage("there is no format 'x\\x1B': choose one of table, json, sarif, cyclonedx, spdx,"
                        + " openvex, cyclonedx-vex, junit, markdown, gitlab, html, trivy");
    }
}
