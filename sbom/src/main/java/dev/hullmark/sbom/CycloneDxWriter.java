package dev.hullmark.sbom;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.Subject;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes one CycloneDX document. */
final class CycloneDxWriter {
    static final String SUBJECT_REF = "subject";
    private static final String DISTRIBUTION_REF = "distribution";

    /** The specification's bound on a component's version. */
    private static final int VERSION_LENGTH = 1024;

    private final Inventory inventory;
    private final List<Finding> findings;
    private final Origin origin;
    private final Map<String, List<String>> refs = new HashMap<>();

    CycloneDxWriter(Inventory inventory, List<Finding> findings, Origin origin) {
        this.inventory = inventory;
        this.findings = findings;
        this.origin = origin;
    }

    void write(OutputStream out) {
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.writeStringProperty("bomFormat", "CycloneDX");
            json.writeStringProperty("specVersion", "1.6");
            json.writeStringProperty("serialNumber", "urn:uuid:" + Uuids.of(inventory.subject()));
            json.writeNumberProperty("version", 1);
            metadata(json);
            json.writeArrayPropertyStart("components");
            inventory.distribution().ifPresent(d -> distribution(json, d));
            for (Package p : inventory.packages()) {
                component(json, p);
            }
            json.writeEndArray();
            if (!findings.isEmpty()) {
                new CycloneDxVulnerabilities(refs).write(json, findings);
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void metadata(JsonGenerator json) {
        json.writeName("metadata");
        json.writeStartObject();
        json.writeStringProperty("timestamp", origin.timestamp());
        json.writeName("tools");
        json.writeStartObject();
        json.writeArrayPropertyStart("components");
        json.writeStartObject();
        json.writeStringProperty("type", "application");
        json.writeStringProperty("name", "hullmark");
        json.writeStringProperty("version", origin.version());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        Subject subject = inventory.subject();
        json.writeName("component");
        json.writeStartObject();
        json.writeStringProperty("type", subject.kind().equals("image") ? "container" : "application");
        json.writeStringProperty("bom-ref", SUBJECT_REF);
        json.writeStringProperty("name", subject.name());
        JsonOut.optional(json, "version", subject.digest());
        json.writeEndObject();
        json.writeArrayPropertyStart("properties");
        property(json, "subject:kind", subject.kind());
        property(json, "subject:source", subject.source());
        int i = 0;
        for (LayerInfo layer : inventory.layers()) {
            String at = "layer:" + i++ + ":";
            property(json, at + "index", Integer.toString(layer.index()));
            property(json, at + "diffId", layer.diffId());
            property(json, at + "createdBy", layer.createdBy());
        }
        for (Map.Entry<String, Integer> cataloger : inventory.catalogers().entrySet()) {
            property(
                    json,
                    "cataloger:" + cataloger.getKey(),
                    cataloger.getValue().toString());
        }
        i = 0;
        for (Coverage coverage : inventory.coverage()) {
            String at = "coverage:" + i++ + ":";
            property(json, at + "what", coverage.what());
            property(json, at + "status", coverage.status().text());
            property(json, at + "reason", coverage.reason());
        }
        if (!inventory.facts().isEmpty()) {
            property(json, CycloneDx.FACTS, FactsJson.text(inventory.facts(), inventory.layers()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void property(JsonGenerator json, String name, String value) {
        json.writeStartObject();
        json.writeStringProperty("name", CycloneDx.OURS + name);
        json.writeStringProperty("value", value);
        json.writeEndObject();
    }

    private static void distribution(JsonGenerator json, Distribution distribution) {
        json.writeStartObject();
        json.writeStringProperty("type", "operating-system");
        json.writeStringProperty("bom-ref", DISTRIBUTION_REF);
        json.writeStringProperty("name", distribution.id());
        json.writeStringProperty("version", distribution.versionId());
        JsonOut.optional(json, "description", distribution.prettyName());
        json.writeArrayPropertyStart("properties");
        property(json, "distribution:codename", distribution.codename());
        property(json, "distribution:idLike", distribution.idLike());
        json.writeEndArray();
        json.writeEndObject();
    }

    private void component(JsonGenerator json, Package p) {
        String purl = PurlPackages.purlOf(p);
        json.writeStartObject();
        json.writeStringProperty("type", "library");
        json.writeStringProperty("bom-ref", newRef(purl));
        int cut = groupEnd(p);
        if (cut > 0) {
            json.writeStringProperty("group", p.name().substring(0, cut));
        }
        json.writeStringProperty("name", p.name().substring(cut > 0 ? cut + 1 : 0));
        if (p.version().length() <= VERSION_LENGTH) {
            JsonOut.optional(json, "version", p.version());
        }
        licences(json, p.licences());
        JsonOut.optional(json, "purl", purl);
        json.writeArrayPropertyStart("properties");
        if (!purl.isEmpty() && saysAll(purl, p)) {
            facts(json, p);
        } else {
            property(json, "package", PackageJson.text(p, inventory.layers()));
        }
        json.writeEndArray();
        if (!p.evidence().isEmpty()) {
            json.writeName("evidence");
            json.writeStartObject();
            json.writeArrayPropertyStart("occurrences");
            for (Evidence evidence : p.evidence()) {
                json.writeStartObject();
                json.writeStringProperty("location", evidence.path());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** A reference unique in this document: the purl, then numbered when the package is there more than once. */
    private String newRef(String purl) {
        List<String> same = refs.computeIfAbsent(purl, p -> new ArrayList<>(1));
        String ref = same.isEmpty() && !purl.isEmpty() ? purl : purl + "#" + (same.size() + 1);
        same.add(ref);
        return ref;
    }

    private static int groupEnd(Package p) {
        return switch (p.type()) {
            case MAVEN -> p.name().indexOf(':');
            case NPM -> p.name().startsWith("@") ? p.name().indexOf('/') : -1;
            default -> -1;
        };
    }

    /** Whether name, version, namespace and qualifiers can be read back from the purl. */
    private static boolean saysAll(String purl, Package p) {
        return PurlPackages.of(purl)
                .filter(q -> q.type() == p.type()
                        && q.name().equals(p.name())
                        && q.version().equals(p.version())
                        && q.namespace().equals(p.namespace())
                        && q.qualifiers().equals(p.qualifiers()))
                .isPresent();
    }

    private void facts(JsonGenerator json, Package p) {
        property(json, "confidence", p.confidence().name().toLowerCase(Locale.ROOT));
        if (!p.owner().isEmpty()) {
            property(json, "owner", p.owner());
        }
        if (p.source().isPresent()) {
            SourcePackage source = p.source().get();
            property(json, "source:name", source.name());
            property(json, "source:version", source.version());
        }
        int i = 0;
        for (Evidence evidence : p.evidence()) {
            String at = "evidence:" + i++ + ":";
            if (evidence.layerIndex() != -1 || !evidence.layer().isEmpty()) {
                property(json, at + "layerIndex", Integer.toString(evidence.layerIndex()));
                property(json, at + "layer", evidence.layer());
            }
            if (!evidence.createdBy().equals(createdBy(evidence.layerIndex()))) {
                property(json, at + "createdBy", evidence.createdBy());
            }
        }
    }

    private String createdBy(int layerIndex) {
        return PackageJson.within("", layerIndex, inventory.layers()).createdBy();
    }

    /**
     * One expression, or a list of licences: the specification allows no mixture, and an identifier only when it is
     * listed.
     */
    private static void licences(JsonGenerator json, List<String> licences) {
        if (licences.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("licenses");
        String first = licences.getFirst();
        if (licences.size() == 1 && !SpdxExpression.isLicence(first) && SpdxExpression.isValid(first)) {
            json.writeStartObject();
            json.writeStringProperty("expression", first);
            json.writeStringProperty("acknowledgement", "declared");
            json.writeEndObject();
        } else {
            for (String licence : licences) {
                json.writeStartObject();
                json.writeName("license");
                json.writeStartObject();
                json.writeStringProperty(SpdxExpression.isLicence(licence) ? "id" : "name", licence);
                json.writeStringProperty("acknowledgement", "declared");
                json.writeEndObject();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }
}
