package dev.hullmark.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Cvss;
import dev.hullmark.model.Finding.Epss;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Severity;
import dev.hullmark.model.SourcePackage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CycloneDxTest {
    private static final String JSON = Samples.text(out -> CycloneDx.write(Samples.IMAGE, Samples.ORIGIN, out));

    @Test
    void isValidAndReadsBack() {
        Schemas.CYCLONEDX.accept(JSON);
        assertThat(read(JSON)).isEqualTo(Samples.IMAGE);
    }

    @Test
    void theSchemaIsReallyAsked() {
        Schemas.CYCLONEDX.refuse(JSON.replace("\"id\": \"Apache-2.0\"", "\"id\": \"No-Such-Licence\""));
        Schemas.CYCLONEDX.refuse(JSON.replace("\"type\": \"library\"", "\"type\": \"book\""));
    }

    @Test
    void leavesTheConfigurationOut() {
        Inventory secret = Samples.with(Samples.IMAGE, Optional.of(Samples.CONFIG));
        assertThat(Samples.text(out -> CycloneDx.write(secret, Samples.ORIGIN, out)))
                .isEqualTo(JSON);
    }

    @Test
    void aPackageLooksLikeThis() {
        assertThat(JSON).contains("""
                              "type": "library",
                              "bom-ref": "pkg:npm/%40babel/core@7.20.0",
                              "group": "@babel",
                              "name": "core",
                              "version": "7.20.0",
                              "licenses": [
                                {
                                  "expression": "(MIT OR Apache-2.0)",
                                  "acknowledgement": "declared"
                                }
                              ],
                              "purl": "pkg:npm/%40babel/core@7.20.0",
                              "properties": [
                                {
                                  "name": "hullmark:confidence",
                                  "value": "certain"
                                },
                                {
                                  "name": "hullmark:evidence:0:layerIndex",
                                  "value": "1"
                                },
                                {
                                  "name": "hullmark:evidence:0:layer",
                                  "value": "sha256:bbbb"
                                },
                        """);
    }

    @Test
    void theSamePackageTwiceHasTwoReferences() {
        Package there = Samples.BABEL.withEvidence(List.of(Evidence.of("/other/package.json")));
        Inventory twice = new Inventory(
                Samples.IMAGE.subject(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(Samples.BABEL, there),
                List.of(),
                java.util.Map.of(),
                Facts.EMPTY);
        Finding finding = finding(Samples.BABEL, Optional.empty());
        String json = Samples.text(out -> CycloneDx.write(twice, List.of(finding), Samples.ORIGIN, out));
        Schemas.CYCLONEDX.accept(json);
        assertThat(json)
                .contains("\"bom-ref\": \"pkg:npm/%40babel/core@7.20.0#2\"")
                .contains("\"ref\": \"pkg:npm/%40babel/core@7.20.0\"")
                .contains("\"ref\": \"pkg:npm/%40babel/core@7.20.0#2\"");
        assertThat(read(json)).isEqualTo(twice);
    }

    @Test
    void vulnerabilitiesAreValid() {
        List<Finding> findings = List.of(
                finding(Samples.LOG4J, Optional.empty()),
                finding(Samples.BABEL, Optional.empty()),
                finding(Samples.OPENSSL, Optional.of(new Waived("not reachable", "ann@example.com", "2027-01-01"))));
        String json = Samples.text(out -> CycloneDx.write(Samples.IMAGE, findings, Samples.ORIGIN, out));
        Schemas.CYCLONEDX.accept(json);
        assertThat(json)
                .containsOnlyOnce("\"response\"")
                .contains("\"detail\": \"Waived by ann@example.com until 2027-01-01: not reachable\"")
                .contains("\"method\": \"CVSSv31\"")
                .contains("\"recommendation\": \"upgrade to 2.15.0\"")
                .contains("\"ref\": \"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1\"");
        assertThat(json.split("\"id\": \"CVE-2021-44228\"", -1)).hasSize(3);
        assertThat(read(json)).isEqualTo(Samples.IMAGE);
    }

    private static Finding finding(Package p, Optional<Waived> waived) {
        return new Finding(
                Finding.keyOf(Kind.VULNERABILITY, "CVE-2021-44228", p.purl(), ""),
                "CVE-2021-44228",
                Kind.VULNERABILITY,
                Severity.CRITICAL,
                "Log4Shell",
                Optional.empty(),
                Optional.of(new PackageRef(p.purl(), p.name(), p.version())),
                List.of("2.15.0"),
                p.evidence(),
                Optional.of(new AdvisoryRef(
                        "GHSA-jfh8-c2jp-5v3q",
                        List.of("CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q"),
                        Optional.of(new Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0)),
                        Optional.of(new Epss(0.97, 0.999)),
                        true)),
                Optional.empty(),
                "upgrade to 2.15.0",
                waived);
    }

    /** Its shape after Trivy 0.44: epoch as a qualifier, source in properties, relative paths. */
    @Test
    void readsTrivy() {
        Inventory read = read("""
                {"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"component": {"type": "container",
                 "name": "shop.tar", "properties": [{"name": "aquasecurity:trivy:DiffID", "value": "sha256:a,sha256:b"}]}},
                 "components": [
                  {"type": "operating-system", "name": "debian", "version": "12.15",
                   "properties": [{"name": "aquasecurity:trivy:Type", "value": "debian"}]},
                  {"type": "library", "name": "login", "version": "4.13+dfsg1-1",
                   "licenses": [{"license": {"name": "GPL-2.0"}}],
                   "purl": "pkg:deb/debian/login@4.13+dfsg1-1?arch=amd64&epoch=1&distro=debian-12.15",
                   "properties": [{"name": "aquasecurity:trivy:SrcName", "value": "shadow"},
                    {"name": "aquasecurity:trivy:SrcVersion", "value": "4.13+dfsg1"},
                    {"name": "aquasecurity:trivy:SrcRelease", "value": "1"},
                    {"name": "aquasecurity:trivy:SrcEpoch", "value": "1"}]},
                  {"type": "library", "group": "org.apache.logging.log4j", "name": "log4j-core",
                   "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                   "properties": [{"name": "aquasecurity:trivy:FilePath", "value": "opt/log4j.jar"},
                    {"name": "aquasecurity:trivy:LayerDiffID", "value": "sha256:b"}]},
                  {"type": "application", "name": "Node.js", "properties": []},
                  {"type": "library", "name": "nokogiri", "purl": "pkg:swift/nokogiri@1.0"},
                  {"type": "library", "name": "mystery"}]}
                """);
        assertThat(read.distribution().orElseThrow().id()).isEqualTo("debian");
        Package login = read.packages().getFirst();
        assertThat(login.version()).isEqualTo("1:4.13+dfsg1-1");
        assertThat(login.source()).contains(new SourcePackage("shadow", "1:4.13+dfsg1-1"));
        assertThat(login.purl()).isEqualTo("pkg:deb/debian/login@1:4.13%2Bdfsg1-1?arch=amd64&distro=debian-12");
        Package log4j = read.packages().getLast();
        assertThat(log4j.name()).isEqualTo("org.apache.logging.log4j:log4j-core");
        assertThat(log4j.evidence()).containsExactly(new Evidence("/opt/log4j.jar", "sha256:b", 1, "", 0));
        assertThat(read.coverage())
                .extracting(Coverage::what, Coverage::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sbom", Coverage.Status.PARTIAL),
                        org.assertj.core.groups.Tuple.tuple("swift", Coverage.Status.NONE));
    }

    /** Its shape after Syft 1.x: upstream as a qualifier, nested components, members in any order. */
    @Test
    void readsSyft() {
        Inventory read = read("""
                {"components": [{"type": "file", "name": "/", "components": [
                  {"type": "library", "name": "bash", "version": "5.1.8-4.el9",
                   "purl": "pkg:rpm/redhat/bash@5.1.8-4.el9?arch=x86_64&distro=rhel-9.1&upstream=bash-5.1.8-4.el9.src.rpm",
                   "properties": [{"name": "syft:location:0:path", "value": "/var/lib/rpm/rpmdb.sqlite"},
                    {"name": "syft:location:0:layerID", "value": "sha256:c"}]}]},
                  {"type": "library", "name": "musl", "version": "1.2",
                   "purl": "pkg:apk/alpine/musl-utils@1.2?upstream=musl",
                   "licenses": [{"license": {"id": "MIT"}}, {"expression": "MIT OR ISC"}]},
                  {"type": "operating-system", "name": "redhat", "version": "9.1",
                   "properties": [{"name": "syft:distro:id", "value": "rhel"},
                    {"name": "syft:distro:prettyName", "value": "Red Hat Enterprise Linux 9.1"}]}],
                 "bomFormat": "CycloneDX", "specVersion": "1.6"}
                """);
        assertThat(read.distribution().orElseThrow().prettyName()).isEqualTo("Red Hat Enterprise Linux 9.1");
        Package musl = read.packages().getFirst();
        assertThat(musl.source()).contains(new SourcePackage("musl", "1.2"));
        assertThat(musl.licences()).containsExactly("MIT", "MIT OR ISC");
        Package bash = read.packages().getLast();
        assertThat(bash.namespace()).isEqualTo("rhel");
        assertThat(bash.source()).contains(new SourcePackage("bash", "5.1.8-4.el9"));
        assertThat(bash.evidence()).containsExactly(new Evidence("/var/lib/rpm/rpmdb.sqlite", "sha256:c", -1, "", 0));
    }

    /** Without it a package of one stream would be judged by the fixes of all. */
    @Test
    void anRpmKeepsItsModule() {
        Inventory read = read("""
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                  {"type": "library", "name": "nodejs", "purl":
                   "pkg:rpm/almalinux/nodejs@18.2-1.module_el8?distro=almalinux-8.9&epoch=1&rpmmod=nodejs%3A18%3A80900%3Ac5"}]}
                """);
        Package nodejs = read.packages().getFirst();
        assertThat(nodejs.version()).isEqualTo("1:18.2-1.module_el8");
        assertThat(nodejs.qualifiers())
                .containsEntry("modularitylabel", "nodejs:18:80900:c5")
                .doesNotContainKey("rpmmod");
    }

    /** Advisories tell Go modules apart by case and know Python's by their normalised names; package-urls do neither. */
    @Test
    void namesAreThoseThatAdvisoriesUse() {
        Inventory read = read("""
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
                  {"type": "library", "name": "github.com/BurntSushi/toml",
                   "purl": "pkg:golang/github.com/burntsushi/toml@v1.2.0"},
                  {"type": "library", "group": "github.com/Masterminds", "name": "semver",
                   "purl": "pkg:golang/github.com/masterminds/semver@v3.1.0"},
                  {"type": "library", "name": "other", "purl": "pkg:golang/github.com/x/y@v1.0.0"},
                  {"type": "library", "name": "zope.interface", "purl": "pkg:pypi/Zope.Interface@5.0"},
                  {"type": "library", "name": "a", "purl": "pkg:pypi/a_._b@1"}]}
                """);
        assertThat(read.packages())
                .extracting(Package::name)
                .containsExactly(
                        "a-b",
                        "zope-interface",
                        "github.com/BurntSushi/toml",
                        "github.com/Masterminds/semver",
                        "github.com/x/y");
    }

    @Test
    void endlessNestingIsRefused() {
        String json = "{\"bomFormat\":\"CycloneDX\",\"components\":" + "[{\"components\":".repeat(100_000);
        assertThatThrownBy(() -> read(json)).isInstanceOf(SbomException.class);
    }

    @Test
    void hostilePropertiesOfOurOwnAreNoHarm() {
        String json = JSON.replace("\"value\": \"1\"", "\"value\": \"2147483648\"")
                .replace("\"hullmark:confidence\"", "\"hullmark:package\"");
        assertThatThrownBy(() -> read(json)).isInstanceOf(SbomException.class).hasMessageNotContaining("\n");
    }

    private static Inventory read(String json) {
        return CycloneDx.read(Samples.stream(json));
    }
}
