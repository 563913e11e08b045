package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsBodyTest {
    private static Finding finding(Kind kind, String id, Severity severity, String title, String path, int line) {
        return new Finding(
                Finding.keyOf(kind, id, "shop", path),
                id,
                kind,
                severity,
                title,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(new Evidence(path, "sha256:aa", 0, "COPY . /", line)),
                Optional.empty(),
                Optional.empty(),
                "Revoke it",
                Optional.empty());
    }

    private static Finding licence(String name, String title) {
        return new Finding(
                Finding.keyOf(Kind.LICENCE, "licence-denied", name, ""),
                "licence-denied",
                Kind.LICENCE,
                Severity.HIGH,
                title,
                Optional.empty(),
                Optional.of(new Finding.PackageRef("pkg:npm/" + name + "@1", name, "1")),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static final Report REPORT = Samples.report(
            List.of(Coverage.complete("secrets")),
            finding(Kind.SECRET, "github-token", Severity.CRITICAL, "GitHub token: T=ghp_****", "/app/.env", 3),
            finding(Kind.SECRET, "password", Severity.MEDIUM, "Password in the image's configuration: P=****", "", 0),
            finding(Kind.HARDENING, "setuid-file", Severity.LOW, "/usr/bin/su runs as user 0", "/usr/bin/su", 0),
            finding(Kind.HARDENING, "setuid-file", Severity.LOW, "/usr/bin/mount runs as user 0", "/usr/bin/mount", 0),
            finding(
                    Kind.HARDENING,
                    "world-writable-directory",
                    Severity.MEDIUM,
                    "/data may be changed by anyone",
                    "/data",
                    0),
            licence("a", "GPL-3.0-only is denied"),
            licence("b", "GPL-3.0-only is denied"));

    @Test
    void whatIsNoVulnerabilityHasAPlaceOfItsOwn() {
        assertThat(Samples.show("table", REPORT))
                .startsWith("""
                SECRETS  1 critical, 1 medium
                  CRITICAL  github-token  /app/.env:3
                            GitHub token: T=ghp_****
                  MEDIUM    password  COPY . /
                            Password in the image's configuration: P=****

                HARDENING  1 medium, 2 low
                  MEDIUM  world-writable-directory  /data may be changed by anyone
                  LOW     setuid-file  2: /usr/bin/""")
                .contains("""
                LICENCES  2 high
                  HIGH  GPL-3.0-only is denied: 2 × a 1, b 1
                """)
                .contains(
                        "findings    none",
                        "secrets     2: 1 critical, 1 medium",
                        "hardening   3: 1 medium, 2 low",
                        "licences    2: 2 high");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 160})
    void noLineIsWiderThanTheTerminal(int width) {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String path = "/srv/" + "deep/".repeat(i % 40) + i;
            many.add(finding(Kind.SECRET, "password", Severity.MEDIUM, "Password: " + "x".repeat(i % 300), path, i));
            many.add(finding(Kind.HARDENING, "world-writable-file", Severity.LOW, path + " may be changed", path, 0));
        }
        Report report = Samples.report(List.of(), many.toArray(new Finding[0]));
        String table = Samples.show(
                "table", Samples.outcome(report, Optional.empty()), new ReportOptions(width, false, false));
        assertThat(table.lines()).hasSizeLessThan(80).allSatisfy(l -> assertThat(l.length())
                .isLessThanOrEqualTo(width));
        String all =
                Samples.show("table", Samples.outcome(report, Optional.empty()), new ReportOptions(width, false, true));
        assertThat(all.lines()).hasSizeGreaterThan(6000);
    }

    @Test
    void machineFormatsStayValid() {
        Schemas.REPORT.accept(Samples.show("json", REPORT));
        Schemas.SARIF.accept(Samples.show("sarif", REPORT));
        Schemas.CYCLONEDX.accept(Samples.show("cyclonedx", REPORT));
        assertThat(Samples.show("json", REPORT)).contains("\"line\": 3");
        assertThat(Samples.show("sarif", REPORT)).contains("\"startLine\": 3", "\"text\": \"github token\"");
    }

    @Test
    void aGateThatCountsSecretsDoesNotTakeSilenceForAnAnswer() {
        Report unsearched = Samples.report(
                List.of(new Coverage("secrets", Coverage.Status.NOT_APPLICABLE, "nobody looked for them in files")));
        GatePolicy counting = new GatePolicy(
                Optional.of(FailOn.parse(Severity.HIGH.text())),
                false,
                java.util.Set.of(Kind.SECRET),
                GatePolicy.DEFAULT_MAX_FEED_AGE,
                false,
                false);
        GatePolicy usual = new GatePolicy(
                Optional.of(FailOn.parse(Severity.HIGH.text())),
                false,
                GatePolicy.DEFAULT_KINDS,
                GatePolicy.DEFAULT_MAX_FEED_AGE,
                false,
                false);
        assertThat(Gate.judge(unsearched, List.of(), List.of(), counting, Samples.NOW)
                        .gaps())
                .containsExactly("secrets: nobody looked for them in files");
        assertThat(Gate.judge(unsearched, List.of(), List.of(), usual, Samples.NOW)
                        .exitCode())
                .isZero();
    }
}
