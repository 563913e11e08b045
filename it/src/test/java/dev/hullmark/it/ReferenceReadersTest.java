package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.SpdxModelFactory;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.library.model.v2.SpdxElement;
import org.spdx.library.model.v2.SpdxPackage;
import org.spdx.storage.simple.InMemSpdxStore;

/** What we write is read by the libraries of those who make the formats. */
class ReferenceReadersTest {
    @TempDir
    Path temporary = Path.of("");

    private String written(String command, String format) throws Exception {
        Product product = Product.in(Files.createDirectories(temporary.resolve("home")));
        Path root = SampleRoot.write(Files.createDirectories(temporary.resolve("root")));
        Product.Run run = product.run(command, "dir:" + root, "--offline", "--format", format);
        assertThat(run.err()).doesNotContain("hullmark: can't");
        return run.out();
    }

    @Test
    void cycloneDxReadsOurBillOfMaterials() throws Exception {
        byte[] json = written("sbom", "cyclonedx").getBytes(StandardCharsets.UTF_8);
        JsonParser reader = new JsonParser();
        assertThat(reader.validate(json, Version.VERSION_16)).isEmpty();
        Bom bom = reader.parse(json);
        assertThat(bom.getComponents())
                .extracting(Component::getPurl)
                .hasSizeGreaterThan(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void cycloneDxReadsOurFindings() throws Exception {
        byte[] json = written("scan", "cyclonedx").getBytes(StandardCharsets.UTF_8);
        JsonParser reader = new JsonParser();
        assertThat(reader.validate(json, Version.VERSION_16)).isEmpty();
        assertThat(reader.parse(json).getVulnerabilities()).isNotEmpty();
        byte[] vex = written("scan", "cyclonedx-vex").getBytes(StandardCharsets.UTF_8);
        assertThat(reader.validate(vex, Version.VERSION_16)).isEmpty();
        assertThat(reader.parse(vex).getSpecVersion()).isEqualTo("1.6");
    }

    /** Its store warns that closing it may be interrupted. */
    @SuppressWarnings("try")
    @Test
    void spdxReadsOurBillOfMaterials() throws Exception {
        System.setProperty("org.spdx.useJARLicenseInfoOnly", "true");
        SpdxModelFactory.init();
        byte[] json = written("sbom", "spdx").getBytes(StandardCharsets.UTF_8);
        try (MultiFormatStore store = new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON)) {
            SpdxDocument document = store.deSerialize(new ByteArrayInputStream(json), false);
            assertThat(document.verify()).isEmpty();
            long packages = SpdxModelFactory.getSpdxObjects(store, null, "Package", document.getDocumentUri(), null)
                    .filter(SpdxPackage.class::isInstance)
                    .map(SpdxElement.class::cast)
                    .count();
            assertThat(packages).isGreaterThan(3);
        }
    }
}
