package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReportTest {
    private static final String FIX = "3.0.15-1~deb12u1";

    private static final Finding[] FEW = {
        Samples.LOG4SHELL,
        Samples.vulnerability(
                "CVE-2021-45105", Samples.LOG4J, Severity.MEDIUM, "Endless recursion", 0.6, false, "2.17.0"),
        Samples.vulnerability("CVE-2024-5535", Samples.LIBSSL, Severity.CRITICAL, "Buffer overread", 0.05, false, FIX),
        Samples.vulnerability("CVE-2024-5535", Samples.OPENSSL, Severity.CRITICAL, "Buffer overread", 0.05, false, FIX),
        Samples.PROTOTYPE,
        Samples.vulnerability("GHSA-35jh-r3h4-6jhm", Samples.LODASH, Severity.HIGH, "Command injection", 0.002, false),
        Samples.vulnerability("CVE-2020-1", Samples.LODASH, Severity.LOW, "Waived", 0.1, false, "9")
                .withWaived(new Waived("r", "a", "")),
    };

    private static final Report REPORT = Samples.report(
            List.of(
                    Coverage.complete("deb"),
                    Coverage.partial("npm", "only the starter set for npm; run `hullmark db update`"),
                    Coverage.partial("file:/opt/broken.jar", "the archive is cut off"),
                    new Coverage(
                            "waiver:CVE-1", Coverage.Status.NOT_APPLICABLE, "matches no finding (w.yaml, line 1)")),
            FEW);

    @Test
    void looksLikeThis() {
        GateResult gate = new GateResult(
                1,
                List.of("5 findings are high or worse; the most urgent: CVE-2021-44228 in log4j-core 2.14.1"),
                List.of("npm: only the starter set is at hand, which proves nothing: run `hullmark db update`"),
                List.of("file:/opt/broken.jar: the archive is cut off"));
        assertThat(Samples.show("table", Samples.outcome(REPORT, Optional.of(gate)), ReportOptions.PLAIN))
                .isEqualTo("""
                          SEVERITY  ID                   KEV EPSS  FIXED IN          WHAT
                        org.apache.logging.log4j:log4j-core 2.14.1  maven  /opt/log4j-core-2.14.1.jar
                          CRITICAL  CVE-2021-44228       KEV  97%  2.15.0            Remote code inject…
                          MEDIUM    CVE-2021-45105            60%  2.17.0            Endless recursion

                        libssl3, openssl 3.0.11-1~deb12u2  deb
                          CRITICAL  CVE-2024-5535              5%  3.0.15-1~deb12u1  Buffer overread

                        lodash 4.17.15  npm  /srv/node_modules/lodash/package.json
                          HIGH      CVE-2020-8203              2%  4.17.19           Prototype pollutio…
                          HIGH      GHSA-35jh-r3h4-6jhm       <1%  no fix            Command injection

                        subject     registry.example.com/shop:1 (registry), Debian GNU/Linux 12
                                    (bookworm)
                        packages    4: 2 deb, 1 maven, 1 npm
                        findings    6: 3 critical, 2 high, 1 medium
                                    1 known to be exploited (KEV), 5 with a fix, 1 waived
                        not seen    npm: only the starter set; run `hullmark db update`
                                    /opt/broken.jar: the archive is cut off
                        waivers     CVE-1 matches no finding (w.yaml, line 1)
                        advisories  confirmed 2 days ago (2026-11-22T01:00:00Z)
                        gate        failed (exit code 1)
                                    5 findings are high or worse; the most urgent: CVE-2021-44228 in
                                    log4j-core 2.14.1
                                    npm: only the starter set is at hand, which proves nothing: run
                                    `hullmark db update`
                                    warning: 1 gap in what was seen; --strict fails on them
                        """);
    }

    @Test
    void gapsOfFilesComeLastAndAreFewAndToldOnce() {
        List<Coverage> coverage = new ArrayList<>();
        String deep = "/deep".repeat(10);
        coverage.add(Coverage.partial("file:" + deep + "/1", "denied"));
        coverage.add(Coverage.partial("file:" + deep + "/2", "denied"));
        coverage.add(Coverage.partial("file:/proc", "not looked at"));
        coverage.add(Coverage.partial("file:/sys", "not looked at"));
        coverage.add(Coverage.partial("maven", "9 files could not be read whole, /x/0.jar the first: cut off"));
        for (int i = 0; i < 9; i++) {
            coverage.add(Coverage.partial("file:/x/" + i + ".jar", "cut off at byte " + i));
        }
        coverage.add(Coverage.partial("file:/told.jar", "cut off"));
        String shown = Samples.show("table", Samples.report(coverage));
        assertThat(shown).contains("""
                not seen    maven: 9 files could not be read whole, /x/0.jar the first: cut off
                            /deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/1 +1: denied
                            /proc, /sys: not looked at
                            /x/1.jar: cut off at byte 1
                            /x/2.jar: cut off at byte 2
                            /x/3.jar: cut off at byte 3
                            and 5 more gaps (--all)
                """);
    }

    @Test
    void nothingFoundIsNotNothingThere() {
        Report clean = Samples.report(List.of(Coverage.complete("deb")));
        assertThat(Samples.show("table", clean)).contains("findings    none\n").doesNotContain("SEVERITY");
        Report blind = Samples.report(List.of(Coverage.none("deb", "no feed for Debian:13")));
        assertThat(Samples.show("table", blind))
                .contains("findings    none in what could be judged\n")
                .contains("not seen    deb: no feed for Debian:13\n");
    }

    @Test
    void theStarterSetAloneIsSaidToBeAlone() {
        Report report =
                new Report(Samples.SUBJECT, new Report.Scanner("0.1.0", "sha256:starter", ""), List.of(), 4, List.of());
        assertThat(Samples.show("table", report))
                .contains("findings    none, but only the starter set was there to judge by\n")
                .contains("advisories  only the starter set of well-known vulnerabilities: run");
        Report empty =
                new Report(Samples.SUBJECT, new Report.Scanner("0.1.0", "sha256:starter", ""), List.of(), 0, List.of());
        assertThat(Samples.show("table", empty)).contains("findings    none\n").contains("advisories  none needed\n");
    }

    @Test
    void oneReasonIsOneLine() {
        Report report = Samples.report(List.of(
                Coverage.partial("deb", "only the starter set for Debian:12; run it"),
                Coverage.partial("npm", "only the starter set for npm; run it"),
                Coverage.none("feed:Debian", "cannot reach feeds.example.com"),
                Coverage.none("feed:npm", "cannot reach feeds.example.com"),
                Coverage.none("feed:KEV", "cannot reach kev.example.com")));
        assertThat(Samples.show("table", report)).contains("""
                not seen    deb, npm: only the starter set; run it
                            feeds Debian, npm: cannot reach feeds.example.com
                            feed KEV: cannot reach kev.example.com
                """);
    }

    @Test
    void aFixIsAWholeVersionAndATitleDoesNotRepeatTheId() {
        Report report = Samples.report(
                List.of(),
                Samples.vulnerability(
                        "CVE-2024-1",
                        Samples.LODASH,
                        Severity.HIGH,
                        "CVE-2024-1 - it breaks",
                        0.1,
                        false,
                        "9.0.81",
                        "10.1.14",
                        "11.0.0-M12"));
        assertThat(Samples.show("table", report)).contains("CVE-2024-1   10%  9.0.81 +2  it breaks\n");
    }

    @Test
    void allShowsEach() {
        String table =
                Samples.show("table", Samples.outcome(REPORT, Optional.empty()), new ReportOptions(80, false, true));
        assertThat(table).contains("LOW       CVE-2020-1 ").contains("(waived) Waived");
    }

    @Test
    void manyFindingsStayReadable() {
        List<Finding> all = new ArrayList<>(List.of(FEW));
        Package kernel = Samples.deb("linux-libc-dev", "6.1.90-1");
        for (int i = 0; i < 1_000; i++) {
            all.add(Samples.vulnerability(
                    "CVE-2024-" + i, kernel, i < 20 ? Severity.HIGH : Severity.MEDIUM, "t", 0, false, "6.1.94-1"));
            Package p = Samples.deb("libthing" + i, "1." + i);
            all.add(Samples.vulnerability("CVE-2020-" + i, p, Severity.LOW, "t", 0, false));
        }
        Report report = Samples.report(List.of(), all.toArray(new Finding[0]));
        Outcome outcome = Samples.outcome(report, Optional.empty());
        String table = Samples.show("table", outcome, ReportOptions.PLAIN);
        assertThat(table)
                .contains("  and 10 high, 980 medium more\n")
                .contains("LESS URGENT\n")
                .contains("  libthing0 1.0                             1 low\n")
                .contains("  and 960 more packages\n")
                .contains("1991 findings not listed here: --all lists each, and so does --format json\n");
        assertThat(table.lines().count()).isLessThan(90);
        assertThat(Samples.show("table", outcome, new ReportOptions(80, false, true))
                        .lines())
                .hasSizeGreaterThan(2_000)
                .noneMatch(line -> line.contains("not listed"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 80, 133, 500})
    void noLineIsWiderThanTheTerminal(int width) {
        Package hostile = Package.of(
                PackageType.PYPI,
                "x\u001b]0;owned\u0007\u202e" + "日".repeat(10_000),
                "1\n2",
                "/\u009b/" + "z".repeat(500));
        List<Finding> all = new ArrayList<>(List.of(FEW));
        all.add(Samples.vulnerability("CVE-2099-1", hostile, Severity.HIGH, "\u001b[2J日本語日本語", 0.5, false, "9\u0007"));
        all.add(Samples.finding(
                Kind.MALWARE, "MAL-" + "9".repeat(90), hostile, Severity.CRITICAL, "t", -1, false, List.of()));
        Report report = Samples.report(
                List.of(Coverage.none("file:/" + "日".repeat(300), "\u001b[31m " + "word ".repeat(60))),
                all.toArray(new Finding[0]));
        String table = Samples.show(
                "table", Samples.outcome(report, Optional.empty()), new ReportOptions(width, false, false));
        int widest = Math.clamp(width, Limits.NARROWEST, Limits.WIDEST);
        assertThat(table.lines()).allMatch(line -> Text.columns(line) <= widest);
        assertThat(table.lines()).allMatch(line -> Text.visible(line).equals(line));
    }

    @Test
    void colourIsOnlyAddedAndNeverTheMessage() {
        Outcome outcome = Samples.outcome(REPORT, Optional.empty());
        String plain = Samples.show("table", outcome, ReportOptions.PLAIN);
        String coloured = Samples.show("table", outcome, new ReportOptions(80, true, false));
        assertThat(coloured).contains("\u001b[1;31mCRITICAL\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }
}
