package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Report;
import dev.hullmark.model.Waiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreFilesTest {
    @TempDir
    Path temporary = Path.of("");

    private static IgnoreFiles.Imported read(String name, String text) {
        return IgnoreFiles.read(name, text).orElseThrow();
    }

    @Test
    void trivyLines() {
        IgnoreFiles.Imported read = read(".trivyignore", """
                # accepted
                CVE-2021-44228
                CVE-2020-8203 exp:2026-12-01
                  GHSA-jfh8-c2jp-5v3q # why

                AVD-DS-0002
                generic-rule
                CVE-2020-1 exp:soon
                """);
        assertThat(read.waivers())
                .extracting(Waiver::id)
                .containsExactly("CVE-2021-44228", "CVE-2020-8203", "GHSA-jfh8-c2jp-5v3q");
        assertThat(read.waivers().get(1).expires()).contains(LocalDate.parse("2026-11-30"));
        assertThat(read.waivers().getFirst().origin()).isEqualTo(".trivyignore, line 2");
        assertThat(read.untold())
                .extracting(Coverage::what)
                .containsExactly("waiver:AVD-DS-0002", "waiver:generic-rule", "waiver:CVE-2020-1");
    }

    @Test
    void trivyYaml() {
        IgnoreFiles.Imported read = read("ignore.yaml", """
                vulnerabilities:
                  - id: CVE-2022-40897
                    paths:
                      - "usr/lib/python3/METADATA"
                      - "**/site/METADATA"
                      - "usr/*/METADATA"
                    statement: Accept the risk
                  - id: CVE-2023-3817
                    purls: ["pkg:deb/debian/libssl3", "pkg:deb/debian/x?arch=amd64"]
                    expired_at: 2026-12-31
                  - id: CVE-1-1
                    path: misspelt
                misconfigurations:
                  - id: AVD-GIT-0001
                secrets:
                licenses: []
                """);
        assertThat(read.waivers())
                .extracting(Waiver::pathPattern)
                .containsExactly("/usr/lib/python3/METADATA", "*/site/METADATA", "");
        assertThat(read.waivers().getFirst().reason()).isEqualTo("Accept the risk");
        assertThat(read.waivers().getLast().packagePattern()).isEqualTo("pkg:deb/debian/libssl3");
        assertThat(read.waivers().getLast().expires()).contains(LocalDate.parse("2026-12-30"));
        assertThat(read.untold())
                .extracting(Coverage::what)
                .containsExactlyInAnyOrder(
                        "waiver:AVD-GIT-0001", "waiver:CVE-2022-40897", "waiver:CVE-2023-3817", "waiver:CVE-1-1");
    }

    @Test
    void grypeRules() {
        IgnoreFiles.Imported read = read(".grype.yaml", """
                check-for-app-update: false
                ignore:
                  - vulnerability: CVE-2008-4318
                    reason: not used
                  - vulnerability: CVE-2020-8203
                    package: {name: lodash, version: 4.17.15, type: npm, location: "/srv/**"}
                  - vulnerability: CVE-2023-1
                    package: {name: libssl3, type: deb}
                  - vulnerability: CVE-2023-2
                    package: {version: "1.0+b1"}
                  - fix-state: not-fixed
                  - package: {name: linux-headers}
                  - vulnerability: CVE-2023-3
                    package: {name: "lib.*"}
                  - vulnerability: CVE-2023-4
                    namespace: debian:distro:debian:12
                  - vulnerability: CVE-2023-5
                    vex-status: not_affected
                """);
        assertThat(read.waivers())
                .extracting(Waiver::packagePattern)
                .containsExactly("", "pkg:npm/lodash@4.17.15", "pkg:deb/*/libssl3", "*@1.0+b1");
        assertThat(read.waivers().get(1).pathPattern()).isEqualTo("/srv/*");
        assertThat(read.waivers().getFirst().reason()).isEqualTo("not used");
        assertThat(read.untold()).hasSize(5);
        assertThat(read.untold().getFirst().reason()).contains("--only-fixed");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    usr/lib/x.jar,  /usr/lib/x.jar
                    /usr/lib/x.jar, /usr/lib/x.jar
                    **/x.jar,       */x.jar
                    srv/**,         /srv/*
                    **/lib/**,      */lib/*
                    usr/*/x,
                    **/*.jar,
                    a/**/b,
                    **,
                    {a}/b,
                    """)
    void aPathNeverMatchesMore(String theirs, String ours) {
        assertThat(IgnoreFiles.path(theirs)).isEqualTo(Optional.ofNullable(ours));
    }

    @ParameterizedTest
    @ValueSource(strings = {"- id: CVE-1\n  reason: r\n  author: a\n", "", "# nothing\n", "[]"})
    void ourOwnFileIsNotForeign(String text) {
        assertThat(IgnoreFiles.read("waivers.yaml", text)).isEmpty();
    }

    @Test
    void whatWasNotTakenOverIsTold() throws IOException {
        Path file = Files.writeString(temporary.resolve(".trivyignore"), "CVE-2021-44228\nAVD-DS-0002\n");
        Report report = Waivers.read(file)
                .apply(Samples.report(List.of(), Samples.LOG4SHELL, Samples.PROTOTYPE), LocalDate.parse("2026-11-24"));
        assertThat(report.findings().getFirst().waived()).isPresent();
        assertThat(report.findings().getLast().waived()).isEmpty();
        assertThat(report.coverage()).singleElement().satisfies(c -> {
            assertThat(c.what()).isEqualTo("waiver:AVD-DS-0002");
            assertThat(c.status()).isEqualTo(Coverage.Status.NOT_APPLICABLE);
            assertThat(c.reason()).startsWith("was not taken over: ").endsWith("line 2)");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vulnerabilities: [&a {id: CVE-1}, *a]",
                "vulnerabilities: [[[[[[[[[[[[[[[[[[[[[[[[[[[[x",
                "ignore: {",
                "vulnerabilities:\n\t- id: x"
            })
    void brokenYamlIsOneSentence(String text) throws IOException {
        Path file = Files.writeString(temporary.resolve("x.grype.yaml"), text);
        assertThatThrownBy(() -> Waivers.read(file)).isInstanceOf(WaiverException.class);
    }
}
