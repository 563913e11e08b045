package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfLifeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private static Inventory of(Optional<Distribution> distribution) {
        return new Inventory(
                new Subject("image", "x", "", "oci"),
                distribution,
                Optional.empty(),
                List.of(),
                List.of(Package.of(PackageType.DEB, "a", "1", "/var/lib/dpkg/status")),
                List.of(),
                Map.of(),
                Facts.EMPTY);
    }

    private static Verdict judge(String id, String version, LocalDate day) {
        return EndOfLife.judge(of(Optional.of(new Distribution(id, version, "", "", ""))), day);
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 10, 2024-06-30, 'move to debian 13, supported until 2030-06-30'",
        "debian, 11, 2026-08-31, 'move to debian 13, supported until 2030-06-30'",
        "ubuntu, 20.04, 2025-05-29, 'move to ubuntu 26.04, supported until 2031-05-29'",
        "alpine, 3.20.3, 2026-04-01, 'move to alpine 3.24, supported until 2028-05-01'",
        "centos, 7, 2024-06-30, 'move to centos-stream 10, supported until 2030-01-01'",
        "centos, 8, 2021-12-31, 'move to centos-stream 10, supported until 2030-01-01'",
        "mariner, 2.0, 2025-07-31, 'move to azurelinux 3.0, supported until 2027-08-31'",
        "sles, 12.2, 2018-03-31, 'move to sles 15.7, supported until 2031-07-31'",
        "rhel, 7.9, 2024-06-30, 'move to rhel 10, supported until 2035-05-31'",
        "amzn, 2, 2026-06-30, 'move to amzn 2023, supported until 2029-06-30'",
        "sles, 15.5, 2024-12-31, 'move to sles 15.7, supported until 2031-07-31'",
        "opensuse-leap, 15.6, 2026-04-30, 'move to opensuse-leap 16.0, supported until 2027-10-31'",
        "fedora, 42, 2026-05-27, 'move to fedora 44, supported until 2027-06-02'"
    })
    void aReleasePastItsEndIsAFinding(String id, String version, String end, String remediation) {
        Verdict verdict = judge(id, version, DAY);
        Finding finding = verdict.findings().getFirst();
        assertThat(finding.id()).isEqualTo("distribution-end-of-life");
        assertThat(finding.kind()).isEqualTo(Finding.Kind.HARDENING);
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.title()).startsWith(id + " ").endsWith(" has had no security updates since " + end);
        assertThat(finding.remediation()).isEqualTo(remediation);
        assertThat(verdict.coverage())
                .anyMatch(c -> c.what().equals("deb") && c.status() == Coverage.Status.PARTIAL)
                .contains(Coverage.complete("rule:distribution-end-of-life"));
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 12",
        "debian, 13.1",
        "ubuntu, 24.04",
        "alpine, 3.22.1",
        "rocky, 9.4",
        "almalinux, 10.0",
        "ol, 8.10",
        "azurelinux, 3.0",
        "sles, 16.0"
    })
    void aSupportedReleaseHasPassed(String id, String version) {
        Verdict verdict = judge(id, version, DAY);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.coverage()).containsExactly(Coverage.complete("rule:distribution-end-of-life"));
    }

    @Test
    void centOsStreamIsAnotherThanCentOsLinux() {
        Distribution stream = new Distribution("centos", "8", "", "CentOS Stream 8", "rhel fedora");
        assertThat(EndOfLife.judge(of(Optional.of(stream)), LocalDate.of(2024, 5, 31))
                        .findings())
                .isEmpty();
        assertThat(EndOfLife.judge(of(Optional.of(stream)), DAY)
                        .findings()
                        .getFirst()
                        .title())
                .isEqualTo("centos-stream 8 has had no security updates since 2024-05-31");
        Distribution latest = new Distribution("centos", "9", "", "CentOS Stream 9", "rhel fedora");
        assertThat(EndOfLife.judge(of(Optional.of(latest)), DAY).findings()).isEmpty();
    }

    @Test
    void theLastDayStillCounts() {
        assertThat(judge("debian", "11", LocalDate.of(2026, 8, 31)).findings()).isEmpty();
        assertThat(judge("debian", "11", LocalDate.of(2026, 9, 1)).findings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"wolfi, 20230201", "debian, ''", "opensuse-tumbleweed, 20260101", "alpine, 3.24.0_alpha20260101"})
    void whatRollsHasNoEnd(String id, String version) {
        Verdict verdict = judge(id, version, DAY);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.coverage())
                .singleElement()
                .extracting(Coverage::status)
                .isEqualTo(Coverage.Status.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource({"debian, 99", "acme, 1", "acme, ''", "sles, 15.99", "fedora, 99"})
    void whatIsNotKnownIsNotJudged(String id, String version) {
        Verdict verdict = judge(id, version, DAY);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.coverage())
                .singleElement()
                .extracting(Coverage::status)
                .isEqualTo(Coverage.Status.NONE);
    }

    @Test
    void aSubjectWithoutADistributionIsNotSpokenOf() {
        assertThat(EndOfLife.judge(of(Optional.empty()), DAY)).isEqualTo(new Verdict(List.of(), List.of()));
    }
}
