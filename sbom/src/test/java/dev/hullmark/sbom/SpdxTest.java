package dev.hullmark.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpdxTest {
    private static final String JSON = Samples.text(out -> Spdx.write(Samples.IMAGE, Samples.ORIGIN, out));

    @Test
    void isValidAndReadsBack() {
        Schemas.SPDX.accept(JSON);
        assertThat(read(JSON)).isEqualTo(Samples.IMAGE);
    }

    @Test
    void theSchemaIsReallyAsked() {
        Schemas.SPDX.refuse(JSON.replace("\"DESCRIBES\"", "\"PRAISES\""));
    }

    @Test
    void licencesThatAreNotListedAreQuoted() {
        assertThat(JSON)
                .contains("\"licenseDeclared\": \"(MIT OR Apache-2.0)\"")
                .containsPattern("\"licenseDeclared\": \"MIT AND LicenseRef-hullmark-[0-9a-f]+\"")
                .contains("\"extractedText\": \"Some licence of their own\"");
    }

    @Test
    void aDocumentIsNamedByItsContent() {
        String again = Samples.text(out ->
                Spdx.write(Samples.IMAGE, new Origin("0.1.0", java.time.Instant.parse("2027-01-01T00:00:00Z")), out));
        assertThat(namespace(again)).isEqualTo(namespace(JSON));
    }

    private static String namespace(String json) {
        int at = json.indexOf("\"documentNamespace\"");
        return json.substring(at, json.indexOf('\n', at));
    }

    @Test
    void believesAChangedPackageRatherThanOurOldNote() {
        Inventory read = read(JSON.replace("\"versionInfo\": \"7.20.0\"", "\"versionInfo\": \"7.23.0\"")
                .replace("pkg:npm/%40babel/core@7.20.0", "pkg:npm/%40babel/core@7.23.0"));
        assertThat(read.packages())
                .extracting(Package::name, Package::version)
                .contains(org.assertj.core.groups.Tuple.tuple("@babel/core", "7.23.0"));
    }

    /** Its shape after Trivy 0.44. */
    @Test
    void readsTrivy() {
        Inventory read = read("""
                {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "small.tar",
                 "packages": [
                  {"name": "small.tar", "SPDXID": "SPDXRef-ContainerImage-9", "primaryPackagePurpose": "CONTAINER"},
                  {"name": "alpine", "SPDXID": "SPDXRef-OperatingSystem-9", "versionInfo": "3.16.0",
                   "primaryPackagePurpose": "OPERATING-SYSTEM"},
                  {"name": "ssl_client", "SPDXID": "SPDXRef-Package-c", "versionInfo": "1.35.0-r13",
                   "sourceInfo": "built package from: busybox 1.35.0-r13", "licenseDeclared": "GPL-2.0-only",
                   "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                    "referenceLocator": "pkg:apk/alpine/ssl_client@1.35.0-r13?arch=x86_64&distro=3.16.0"}]}],
                 "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                  "relatedSpdxElement": "SPDXRef-ContainerImage-9"}]}
                """);
        assertThat(read.coverage()).isEmpty();
        Package only = read.packages().getFirst();
        assertThat(only.purl()).isEqualTo("pkg:apk/alpine/ssl_client@1.35.0-r13?arch=x86_64&distro=alpine-3.16.0");
        assertThat(only.source()).contains(new SourcePackage("busybox", "1.35.0-r13"));
        assertThat(only.licences()).containsExactly("GPL-2.0-only");
    }

    /** Its shape after Syft 1.x, which names the distribution in the package-urls only. */
    @Test
    void readsSyft() {
        Inventory read = read("""
                {"spdxVersion": "SPDX-2.3", "name": "shop",
                 "packages": [{"name": "libssl3", "SPDXID": "SPDXRef-1", "versionInfo": "3.0.11-1",
                   "externalRefs": [{"referenceCategory": "SECURITY", "referenceType": "cpe23Type",
                     "referenceLocator": "cpe:2.3:a:x"}, {"referenceCategory": "PACKAGE_MANAGER",
                     "referenceType": "purl", "referenceLocator":
                     "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12&upstream=openssl"}]}]}
                """);
        assertThat(read.distribution().orElseThrow().id()).isEqualTo("debian");
        assertThat(read.distribution().orElseThrow().versionId()).isEqualTo("12");
        assertThat(read.packages().getFirst().source()).contains(new SourcePackage("openssl", "3.0.11-1"));
    }

    @Test
    void aReleaseMayBeNamedByItsCodename() {
        Inventory read = read("""
                {"spdxVersion": "SPDX-2.3", "name": "shop",
                 "packages": [{"name": "bash", "SPDXID": "SPDXRef-1", "versionInfo": "5.2-1",
                   "externalRefs": [{"referenceType": "purl", "referenceLocator":
                     "pkg:deb/debian/bash@5.2-1?distro=bookworm"}]},
                  {"name": "github.com/BurntSushi/toml", "SPDXID": "SPDXRef-2", "versionInfo": "v1.2.0",
                   "externalRefs": [{"referenceType": "purl", "referenceLocator":
                     "pkg:golang/github.com/burntsushi/toml@v1.2.0"}]}]}
                """);
        assertThat(read.distribution().orElseThrow().versionId()).isEmpty();
        assertThat(read.distribution().orElseThrow().codename()).isEqualTo("bookworm");
        assertThat(read.packages()).extracting(Package::name).containsExactly("bash", "github.com/BurntSushi/toml");
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> read("{\"spdxVersion\": \"SPDX-3.0\"}"))
                .isInstanceOf(SbomException.class)
                .hasMessageContaining("'SPDX-3.0', and Hullmark reads SPDX 2");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    MIT, true
                    MIT OR Apache-2.0, true
                    (MIT), true
                    GPL-2.0-only WITH Classpath-exception-2.0, true
                    Apache-1.0+, true
                    ((MIT AND ISC) OR Zlib) AND 0BSD, true
                    mit, false
                    MIT or ISC, false
                    MIT OR, false
                    MIT ISC, false
                    (MIT, false
                    MIT), false
                    LicenseRef-x, false
                    MIT WITH nothing, false
                    GPLv2+, false
                    ``, false
                    """)
    void knowsExpressions(String text, boolean valid) {
        assertThat(SpdxExpression.isValid(text)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "MIT AND LicenseRef-x, true",
        "(custom OR MIT) AND ISC WITH that, true",
        "LicenseRef-x, false",
        "MIT and custom, false",
        "MIT AND, false",
        "AND OR AND, false",
        "the MIT AND ISC, false",
    })
    void knowsWhatJoinsNames(String text, boolean compound) {
        assertThat(SpdxExpression.isCompound(text)).isEqualTo(compound);
    }

    @Test
    void aHostileExpressionIsNone() {
        assertThat(SpdxExpression.isValid("(".repeat(1_000_000))).isFalse();
        assertThat(SpdxExpression.isValid("(".repeat(1_999))).isFalse();
    }

    private static Inventory read(String json) {
        return Spdx.read(Samples.stream(json));
    }
}
