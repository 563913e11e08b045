package dev.hullmark.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SbomsTest {
    @TempDir
    Path folder;

    @Test
    void recognisesEachByContent() throws IOException {
        String[] documents = {
            Samples.text(out -> InventoryJson.write(Samples.IMAGE, out)),
            Samples.text(out -> CycloneDx.write(Samples.IMAGE, Samples.ORIGIN, out)),
            Samples.text(out -> Spdx.write(Samples.IMAGE, Samples.ORIGIN, out)),
        };
        for (String document : documents) {
            Path file = file(document);
            Inventory read = Sboms.read(file);
            assertThat(read.subject()).isEqualTo(new Subject("sbom", file.toString(), "sha256:1234", "sbom"));
            assertThat(read.packages()).isEqualTo(Samples.IMAGE.packages());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "[]",
                "null",
                "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'/>",
                "SPDXVersion: SPDX-2.3\n",
                "{\"name\": ",
                "\u0000\u0001\u0002",
                "{\"@context\": \"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\"}"
            })
    void saysWhatItReads(String other) throws IOException {
        Path file = file(other);
        assertThatThrownBy(() -> Sboms.read(file))
                .isInstanceOf(SbomException.class)
                .hasMessage("'" + file + "' is no bill of materials Hullmark reads: give it CycloneDX JSON, SPDX 2 JSON"
                        + " or what `hullmark sbom --format json` wrote");
    }

    @Test
    void namesTheFileThatIsMissingOrBroken() throws IOException {
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> Sboms.read(missing))
                .isInstanceOf(SbomException.class)
                .hasMessage("'" + missing + "' cannot be read: it does not exist");
        Path broken = file("{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": {}}]}");
        assertThatThrownBy(() -> Sboms.read(broken))
                .isInstanceOf(SbomException.class)
                .hasMessageStartingWith("'" + broken + "' cannot be read: the CycloneDX document is not valid: line 1");
        assertThatThrownBy(() -> Sboms.read(folder)).isInstanceOf(SbomException.class);
    }

    /** Advisories name sources and groups; a document that leaves them out must not look clean. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pkg:deb/debian/libssl3@3.0.9-1?distro=debian-12 | deb",
                "pkg:deb/debian/libssl3@3.0.9-1?distro=debian-12&upstream=openssl |",
                "pkg:apk/alpine/libcrypto3@3.1.0-r0?distro=alpine-3.20.1 | apk",
                "pkg:rpm/almalinux/openssl-libs@3.0.7-1.el9?distro=almalinux-9.2 |",
                "pkg:maven/log4j-core@2.14.1 | maven",
                "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1 |",
            })
    void whatIsLeftOutIsTold(String purl, String gap) throws IOException {
        String component = "{\"type\": \"library\", \"name\": \"x\", \"purl\": \"" + purl + "\"}";
        Path file = file("{\"bomFormat\": \"CycloneDX\", \"components\": [" + component + "]}");
        assertThat(Sboms.read(file).coverage())
                .extracting(Coverage::what)
                .isEqualTo(gap == null ? List.of() : List.of(gap));
    }

    @Test
    void amazonsVersionIsItsNumber() throws IOException {
        Path file = file("{\"bomFormat\": \"CycloneDX\", \"components\": [{\"type\": \"operating-system\","
                + " \"name\": \"amazon\", \"version\": \"2 (Karoo)\"}]}");
        assertThat(Sboms.read(file).distribution().orElseThrow()).isEqualTo(new Distribution("amzn", "2", "", "", ""));
    }

    /** Every way to cut a document off ends in a sentence or in a smaller, honest answer. */
    @Test
    void cutOffAnywhere() throws IOException {
        String whole = Samples.text(out -> CycloneDx.write(Samples.IMAGE, Samples.ORIGIN, out));
        for (int length = 0; length < whole.trim().length(); length += 37) {
            Path file = file(whole.substring(0, length));
            assertThatThrownBy(() -> Sboms.read(file)).isInstanceOf(SbomException.class);
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("document.json"), content, StandardCharsets.UTF_8);
    }
}
