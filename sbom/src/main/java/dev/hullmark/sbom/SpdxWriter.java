package dev.hullmark.sbom;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import tools.jackson.core.JsonGenerator;

/** Writes one SPDX document. */
final class SpdxWriter {
    private static final String SUBJECT = "SPDXRef-Subject";
    private static final String DISTRIBUTION = "SPDXRef-Distribution";
    private static final String NOTHING = "NOASSERTION";

    private final Inventory inventory;
    private final Origin origin;

    /** Texts that are no listed licence, by the reference that stands for them. */
    private final Map<String, String> extracted = new TreeMap<>();

    SpdxWriter(Inventory inventory, Origin origin) {
        this.inventory = inventory;
        this.origin = origin;
    }

    void write(OutputStream out) {
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("spdxVersion", "SPDX-2.3");
            json.writeStringProperty("dataLicense", "CC0-1.0");
            json.writeStringProperty("SPDXID", "SPDXRef-DOCUMENT");
            json.writeStringProperty("name", inventory.subject().name());
            json.writeStringProperty("documentNamespace", "https://spdx.org/spdxdocs/hullmark-" + Uuids.of(inventory));
            json.writeName("creationInfo");
            json.writeStartObject();
            json.writeStringProperty("created", origin.timestamp());
            JsonOut.texts(json, "creators", List.of("Tool: hullmark-" + origin.version()));
            json.writeEndObject();
            annotation(json, facts());
            packages(json);
            if (!extracted.isEmpty()) {
                extracted(json);
            }
            relationships(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** The inventory less its packages and configuration, as our own JSON. */
    private String facts() {
        Inventory frame = new Inventory(
                inventory.subject(),
                inventory.distribution(),
                Optional.empty(),
                inventory.layers(),
                List.of(),
                inventory.coverage(),
                inventory.catalogers(),
                inventory.facts());
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonOut.compact(text)) {
            InventoryJson.write(frame, json);
        }
        return text.toString();
    }

    private void annotation(JsonGenerator json, String facts) {
        json.writeArrayPropertyStart("annotations");
        json.writeStartObject();
        json.writeStringProperty("annotationDate", origin.timestamp());
        json.writeStringProperty("annotationType", "OTHER");
        json.writeStringProperty("annotator", "Tool: hullmark-" + origin.version());
        json.writeStringProperty("comment", Spdx.OURS + facts);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void packages(JsonGenerator json) {
        json.writeArrayPropertyStart("packages");
        boolean image = inventory.subject().kind().equals("image");
        start(json, SUBJECT, inventory.subject().name(), inventory.subject().digest());
        json.writeStringProperty("primaryPackagePurpose", image ? "CONTAINER" : "OTHER");
        json.writeEndObject();
        if (inventory.distribution().isPresent()) {
            Distribution distribution = inventory.distribution().get();
            start(json, DISTRIBUTION, distribution.id(), distribution.versionId());
            json.writeStringProperty("primaryPackagePurpose", "OPERATING_SYSTEM");
            json.writeEndObject();
        }
        int number = 0;
        for (Package p : inventory.packages()) {
            write(json, p, id(p, number++));
        }
        json.writeEndArray();
    }

    private static void start(JsonGenerator json, String id, String name, String version) {
        json.writeStartObject();
        json.writeStringProperty("SPDXID", id);
        json.writeStringProperty("name", name);
        JsonOut.optional(json, "versionInfo", version);
        json.writeStringProperty("downloadLocation", NOTHING);
        json.writeBooleanProperty("filesAnalyzed", false);
    }

    private static String id(Package p, int number) {
        return "SPDXRef-Package-" + p.type().purlType() + "-" + number;
    }

    private void write(JsonGenerator json, Package p, String id) {
        start(json, id, p.name(), p.version());
        json.writeStringProperty("licenseConcluded", NOTHING);
        json.writeStringProperty("licenseDeclared", declared(p.licences()));
        json.writeStringProperty("copyrightText", NOTHING);
        json.writeStringProperty("primaryPackagePurpose", "LIBRARY");
        JsonOut.optional(json, "sourceInfo", sourceInfo(p));
        String purl = PurlPackages.purlOf(p);
        if (!purl.isEmpty()) {
            json.writeArrayPropertyStart("externalRefs");
            json.writeStartObject();
            json.writeStringProperty("referenceCategory", "PACKAGE-MANAGER");
            json.writeStringProperty("referenceType", "purl");
            json.writeStringProperty("referenceLocator", purl);
            json.writeEndObject();
            json.writeEndArray();
        }
        annotation(json, PackageJson.text(p, inventory.layers()));
        json.writeEndObject();
    }

    private static String sourceInfo(Package p) {
        StringBuilder info = new StringBuilder();
        if (p.source().isPresent()) {
            SourcePackage source = p.source().get();
            info.append("built from ").append(source.name()).append(' ').append(source.version());
        }
        if (!p.evidence().isEmpty()) {
            Evidence evidence = p.evidence().getFirst();
            info.append(info.isEmpty() ? "" : "; ").append("found in ").append(evidence.path());
        }
        return info.toString();
    }

    /** All of the licences; one that is no SPDX expression gets a reference and is quoted below the packages. */
    private String declared(List<String> licences) {
        StringBuilder all = new StringBuilder();
        for (String licence : licences) {
            if (licence.isBlank()) {
                continue;
            }
            all.append(all.isEmpty() ? "" : " AND ");
            if (!SpdxExpression.isValid(licence)) {
                all.append(reference(licence));
            } else if (licences.size() > 1 && licence.indexOf(' ') >= 0) {
                all.append('(').append(licence).append(')');
            } else {
                all.append(licence);
            }
        }
        return all.isEmpty() ? NOTHING : all.toString();
    }

    private String reference(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        for (long number = crc.getValue(); ; number++) {
            String reference = "LicenseRef-hullmark-" + Long.toHexString(number);
            String before = extracted.putIfAbsent(reference, text);
            if (before == null || before.equals(text)) {
                return reference;
            }
        }
    }

    private void extracted(JsonGenerator json) {
        json.writeArrayPropertyStart("hasExtractedLicensingInfos");
        for (Map.Entry<String, String> licence : extracted.entrySet()) {
            json.writeStartObject();
            json.writeStringProperty("licenseId", licence.getKey());
            json.writeStringProperty("extractedText", licence.getValue());
            json.writeStringProperty("name", licence.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void relationships(JsonGenerator json) {
        json.writeArrayPropertyStart("relationships");
        relationship(json, "SPDXRef-DOCUMENT", "DESCRIBES", SUBJECT);
        if (inventory.distribution().isPresent()) {
            relationship(json, SUBJECT, "CONTAINS", DISTRIBUTION);
        }
        int number = 0;
        for (Package p : inventory.packages()) {
            relationship(json, SUBJECT, "CONTAINS", id(p, number++));
        }
        json.writeEndArray();
    }

    private static void relationship(JsonGenerator json, String from, String type, String to) {
        json.writeStartObject();
        json.writeStringProperty("spdxElementId", from);
        json.writeStringProperty("relationshipType", type);
        json.writeStringProperty("relatedSpdxElement", to);
        json.writeEndObject();
    }
}
