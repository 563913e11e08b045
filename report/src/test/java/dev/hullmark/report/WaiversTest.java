package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Glob;
import dev.hullmark.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaiversTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final String WHO = "\n  reason: not reachable\n  author: ann@example.com";

    @TempDir
    Path folder;

    @Test
    void hidesWhatItNames() {
        Report report = apply("- id: CVE-2021-44228\n  expires: 2026-11-24" + WHO);
        assertThat(report.findings())
                .extracting(Finding::waived)
                .containsExactly(
                        java.util.Optional.of(new Waived("not reachable", "ann@example.com", "2026-11-24")),
                        java.util.Optional.empty());
        assertThat(report.coverage()).isEmpty();
    }

    @Test
    void anExpiredOneHidesNothingAndSaysSo() {
        Report report = apply("- id: CVE-2021-44228\n  expires: 2026-11-23" + WHO);
        assertThat(report.findings()).allMatch(f -> f.waived().isEmpty());
        assertThat(report.coverage())
                .containsExactly(new Coverage(
                        "waiver:CVE-2021-44228",
                        Coverage.Status.NOT_APPLICABLE,
                        "expired on 2026-11-23 and no longer hides 1 finding (waivers.yaml, line 1)"));
    }

    @Test
    void oneThatMatchesNothingSaysSo() {
        Report report = apply("\n- id: CVE-1999-0001" + WHO);
        assertThat(report.coverage())
                .extracting(Coverage::reason)
                .containsExactly("matches no finding (waivers.yaml, line 2)");
    }

    @Test
    void aLivingWaiverStandsInForAnExpiredOne() {
        Report report = apply("- id: CVE-2021-44228\n  expires: 2020-01-01" + WHO + "\n- id: cve-2021-44228" + WHO);
        assertThat(report.findings().getFirst().waived()).isPresent();
        assertThat(report.coverage()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id: cve-2021-44228                                                            | true
                    id: GHSA-cve-2021-44228                                                       | true
                    {id: CVE-2021-44228, package: 'org.apache.*:log4j-core'}                      | true
                    {id: CVE-2021-44228, package: 'log4j-core'}                                   | false
                    {id: CVE-2021-44228, package: 'org.apache.logging.log4j:log4j-core@2.14.?'}   | true
                    {id: CVE-2021-44228, package: 'pkg:maven/org.apache.logging.log4j/log4j-core'} | true
                    {id: CVE-2021-44228, package: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1'} | true
                    {id: CVE-2021-44228, package: 'pkg:maven/*@2.14.2'}                           | false
                    {id: CVE-2021-44228, path: '/opt/*.jar'}                                      | true
                    {id: CVE-2021-44228, path: '/srv/*'}                                          | false
                    {id: CVE-2021-44228, kinds: vulnerability}                                    | true
                    {id: CVE-2021-44228, kinds: [secret, malware]}                                | false
                    {id: CVE-2021-442}                                                            | false
                    """)
    void matches(String entry, boolean hides) {
        String more = entry.startsWith("{")
                ? "- " + entry.replace("}", ", reason: r, author: a}")
                : "- " + entry + "\n  reason: r\n  author: a";
        assertThat(apply(more).findings().getFirst().waived().isPresent()).isEqualTo(hides);
    }

    @Test
    void aWaiverOfOnePlaceDoesNotHideAnother() {
        Finding twice = new Finding(
                Samples.LOG4SHELL.key(),
                Samples.LOG4SHELL.id(),
                Samples.LOG4SHELL.kind(),
                Samples.LOG4SHELL.severity(),
                "",
                java.util.Optional.empty(),
                Samples.LOG4SHELL.pkg(),
                List.of(),
                List.of(dev.hullmark.model.Evidence.of("/opt/a.jar"), dev.hullmark.model.Evidence.of("/srv/a.jar")),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                "",
                java.util.Optional.empty());
        Waivers waivers = new Waivers(WaiverFile.parse("w", "- id: CVE-2021-44228\n  path: /opt/*" + WHO));
        assertThat(waivers.apply(Samples.report(List.of(), twice), TODAY)
                        .findings()
                        .getFirst()
                        .waived())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n", "[]"})
    void anEmptyFileWaivesNothing(String yaml) {
        assertThat(apply(yaml).findings()).allMatch(f -> f.waived().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    id: CVE-1                                          | line 1: expected a list of waivers
                    hello                                              | line 1: expected a list of waivers
                    - CVE-1                                            | line 1: expected a waiver such as
                    - id: CVE-1                                        | line 1: the waiver has no 'reason'
                    - {id: CVE-1, reason: r}                           | line 1: the waiver has no 'author'
                    - {reason: r, author: a}                           | line 1: the waiver has no 'id'
                    -~  id: CVE-1~  reson: typo                        | line 3: 'reson' is not known
                    -~  id: CVE-1~  id: CVE-2                          | line 3: 'id' is there twice
                    -~  id: CVE-1~  expires: soon                      | line 3: 'expires' must be a day such as
                    -~  id: CVE-1~  expires: 2027-02-30                | line 3: 'expires' must be a day such as
                    -~  id: CVE-1~  reason:                            | line 3: 'reason'
                    -~  id: CVE-1~  reason: ''                         | line 3: 'reason' is empty
                    -~  id: [CVE-1]                                    | line 2: 'id' must be a text
                    -~  id: CVE-1~  kinds: [vulnerabilty]              | line 3: 'vulnerabilty' is no kind of finding
                    -~  id: *a                                         | line 2: anchors, aliases and tags
                    -~  id: !!java.net.URL CVE-1                       | line 2: anchors, aliases and tags
                    - {id: CVE-1, reason: r, author: a}~---~- {}       | holds a second document
                    -~  id: 'CVE-1                                     | not valid YAML
                    -~  - [[[                                          | line 2: expected a waiver
                    """)
    void refusesWithTheLine(String yaml, String why) {
        assertThatThrownBy(() -> WaiverFile.parse("waivers.yaml", yaml.replace('~', '\n')))
                .isInstanceOf(WaiverException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("'waivers.yaml'")
                .hasMessageNotContaining("\n");
    }

    @Test
    void hostileFilesEndInOneSentence() throws IOException {
        String deep = "- ".repeat(100_000);
        assertThatThrownBy(() -> WaiverFile.parse("w", deep)).isInstanceOf(WaiverException.class);
        String flow = "[".repeat(100_000);
        assertThatThrownBy(() -> WaiverFile.parse("w", flow)).isInstanceOf(WaiverException.class);
        String key = "- {id: {" + "a: {".repeat(50_000);
        assertThatThrownBy(() -> WaiverFile.parse("w", key)).isInstanceOf(WaiverException.class);

        Path file = folder.resolve("waivers.yaml");
        Files.write(file, new byte[Limits.WAIVER_FILE + 1]);
        assertThatThrownBy(() -> Waivers.read(file)).hasMessageContaining("larger than 4 MiB");
        Files.write(file, new byte[] {'-', ' ', (byte) 0xff});
        assertThatThrownBy(() -> Waivers.read(file)).hasMessageContaining("is not UTF-8");
        Files.write(file, new byte[] {'-', ' ', 0});
        assertThatThrownBy(() -> Waivers.read(file)).isInstanceOf(WaiverException.class);
        assertThatThrownBy(() -> Waivers.read(folder.resolve("none")))
                .isInstanceOf(WaiverException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> Waivers.read(folder)).isInstanceOf(WaiverException.class);
    }

    @Test
    void aPatternTakesBoundedTime() {
        assertThat(Glob.matches("*a".repeat(2_000) + "b", "a".repeat(10_000))).isFalse();
    }

    private static Report apply(String yaml) {
        return new Waivers(WaiverFile.parse("waivers.yaml", yaml))
                .apply(Samples.report(List.of(), Samples.LOG4SHELL, Samples.PROTOTYPE), TODAY);
    }
}
