package dev.hullmark.sbom;

import dev.hullmark.fuzz.InputFile;
import dev.hullmark.fuzz.Target;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Bills of materials. What was read can be written in every form, and in our own reads back equal. */
public final class SbomTargets {
    private static final Origin ORIGIN = new Origin("1", Instant.EPOCH);

    private SbomTargets() {}

    public static List<Target> all() {
        return List.of(
                sbom("sbom-hullmark", written(InventoryJson::write))
                        .with("\"packages\":[", "\"purl\":\"pkg:", "\"coverage\":[", "\"layers\":["),
                sbom(
                                "sbom-cyclonedx",
                                written((inventory, out) -> CycloneDx.write(inventory, ORIGIN, out)),
                                Target.bytes(
                                        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\",\"metadata\":{\"component\":{\"type\":\"container\",\"name\":\"x\"}},\"components\":[{\"type\":\"operating-system\",\"name\":\"debian\",\"version\":\"12\"},{\"type\":\"library\",\"name\":\"b\",\"version\":\"1\",\"purl\":\"pkg:npm/b@1\",\"licenses\":[{\"license\":{\"id\":\"MIT\"}},{\"expression\":\"A OR B\"}],\"components\":[{\"name\":\"c\",\"purl\":\"pkg:npm/c@2\"}]}]}"))
                        .with("\"components\":[", "\"purl\":\"pkg:", "\"properties\":[", "\"licenses\":["),
                sbom(
                                "sbom-spdx",
                                written((inventory, out) -> Spdx.write(inventory, ORIGIN, out)),
                                Target.bytes(
                                        "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{\"name\":\"a\",\"SPDXID\":\"SPDXRef-1\",\"versionInfo\":\"1\",\"licenseDeclared\":\"MIT\",\"externalRefs\":[{\"referenceCategory\":\"PACKAGE-MANAGER\",\"referenceType\":\"purl\",\"referenceLocator\":\"pkg:npm/a@1\"}]}],\"relationships\":[{\"spdxElementId\":\"SPDXRef-DOCUMENT\",\"relationshipType\":\"DESCRIBES\",\"relatedSpdxElement\":\"SPDXRef-1\"}],\"hasExtractedLicensingInfos\":[{\"licenseId\":\"LicenseRef-1\",\"extractedText\":\"x\"}]}"))
                        .with(
                                "\"packages\":[",
                                "\"externalRefs\":[",
                                "\"referenceLocator\":\"pkg:",
                                "\"annotations\":["));
    }

    private static Target sbom(String name, byte[]... seeds) {
        return Target.of(
                name,
                input -> {
                    Inventory read = Sboms.read(InputFile.holding(input, "sbom.json"));
                    CycloneDx.write(read, ORIGIN, OutputStream.nullOutputStream());
                    Spdx.write(read, ORIGIN, OutputStream.nullOutputStream());
                    Inventory again = InventoryJson.read(new ByteArrayInputStream(written(InventoryJson::write, read)));
                    if (!again.packages().equals(read.packages())
                            || !again.coverage().equals(read.coverage())) {
                        throw new Target.Find("reads back as something else: " + again + " instead of " + read);
                    }
                    return !read.packages().isEmpty();
                },
                seeds);
    }

    private static byte[] written(BiConsumer<Inventory, OutputStream> writer) {
        return written(writer, inventory());
    }

    private static byte[] written(BiConsumer<Inventory, OutputStream> writer, Inventory inventory) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.accept(inventory, out);
        return out.toByteArray();
    }

    private static Inventory inventory() {
        Package ssl = new Package(
                PackageType.DEB,
                "libssl3",
                "1:3.0.11-1~deb12u2",
                "debian",
                Map.of("arch", "amd64"),
                Optional.of(new SourcePackage("openssl", "3.0.11-1~deb12u2")),
                List.of("Apache-2.0"),
                Confidence.CERTAIN,
                "",
                List.of(new Evidence("/var/lib/dpkg/status", "sha256:aaaa", 0, "ADD", 0)));
        Package npm = Package.of(PackageType.NPM, "@babel/core", "7.20.0", "/app/package.json")
                .withLicences(List.of("(MIT OR Apache-2.0)", "my own"));
        return new Inventory(
                new Subject("image", "shop:1", "sha256:cc", "registry"),
                Optional.of(new Distribution("debian", "12", "bookworm", "Debian 12", "")),
                Optional.empty(),
                List.of(new LayerInfo(0, "sha256:aaaa", "ADD")),
                List.of(ssl, npm),
                List.of(Coverage.partial("deb", "one file can't be read")),
                Map.of("dpkg", 1, "npm", 2),
                Facts.EMPTY);
    }

    public static Target expression() {
        return Target.ofText(
                        "spdx-expression",
                        input -> {
                            String text = Target.text(input);
                            boolean valid = SpdxExpression.isValid(text);
                            SpdxExpression.holds(text, licence -> licence.equals("MIT"));
                            return SpdxExpression.isLicence(text) || valid;
                        },
                        "MIT OR (Apache-2.0 AND GPL-2.0-or-later WITH Classpath-exception-2.0)",
                        "GPL-2.0+")
                .with(" OR ", " AND ", " WITH ", "LicenseRef-", "+");
    }
}
