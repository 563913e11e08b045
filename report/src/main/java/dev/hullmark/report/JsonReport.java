package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Report;
import dev.hullmark.sbom.InventoryJson;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/**
 * The report as JSON, {@code hullmark/report/1}: everything, in a stable order, free of time stamps but for the age of
 * the feeds. Its JSON Schema is the resource {@code report-1.schema.json} beside this class.
 */
final class JsonReport implements ReportFormat {
    static final String SCHEMA = "hullmark/report/1";

    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) {
        Report report = outcome.report();
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeName("subject");
            InventoryJson.subject(json, report.subject(), report.base());
            json.writeName("scanner");
            json.writeStartObject();
            json.writeStringProperty("version", report.scanner().version());
            json.writeName("feeds");
            json.writeStartObject();
            json.writeStringProperty("digest", report.scanner().feedsDigest());
            json.writeStringProperty("updated", report.scanner().feedsUpdated());
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayPropertyStart("coverage");
            for (Coverage coverage : report.coverage()) {
                InventoryJson.coverage(json, coverage);
            }
            json.writeEndArray();
            json.writeNumberProperty("packages", report.packages());
            json.writeArrayPropertyStart("findings");
            for (Finding finding : report.findings()) {
                write(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, Finding f) {
        json.writeStartObject();
        json.writeStringProperty("key", f.key());
        json.writeStringProperty("id", f.id());
        json.writeStringProperty("kind", f.kind().text());
        json.writeStringProperty("severity", f.severity().text());
        json.writeStringProperty("title", f.title());
        if (f.subject().isPresent()) {
            json.writeName("subject");
            InventoryJson.subject(json, f.subject().get());
        }
        if (f.pkg().isPresent()) {
            PackageRef p = f.pkg().get();
            json.writeName("package");
            json.writeStartObject();
            json.writeStringProperty("purl", p.purl());
            json.writeStringProperty("name", p.name());
            json.writeStringProperty("version", p.version());
            json.writeEndObject();
        }
        JsonOut.texts(json, "fixedIn", f.fixedIn());
        json.writeArrayPropertyStart("evidence");
        for (Evidence evidence : f.evidence()) {
            json.writeStartObject();
            json.writeStringProperty("path", evidence.path());
            json.writeStringProperty("layer", evidence.layer());
            json.writeNumberProperty("layerIndex", evidence.layerIndex());
            json.writeStringProperty("createdBy", evidence.createdBy());
            if (evidence.line() > 0) {
                json.writeNumberProperty("line", evidence.line());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        if (f.advisory().isPresent()) {
            write(json, f.advisory().get());
        }
        if (f.use().isPresent()) {
            json.writeStringProperty("use", f.use().get().text());
        }
        json.writeStringProperty("remediation", f.remediation());
        if (f.waived().isPresent()) {
            Waived waived = f.waived().get();
            json.writeName("waived");
            json.writeStartObject();
            json.writeStringProperty("reason", waived.reason());
            json.writeStringProperty("author", waived.author());
            json.writeStringProperty("expires", waived.expires());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AdvisoryRef advisory) {
        json.writeName("advisory");
        json.writeStartObject();
        json.writeStringProperty("source", advisory.source());
        JsonOut.texts(json, "aliases", advisory.aliases());
        if (advisory.cvss().isPresent()) {
            Finding.Cvss cvss = advisory.cvss().get();
            json.writeName("cvss");
            json.writeStartObject();
            json.writeStringProperty("version", cvss.version());
            json.writeStringProperty("vector", cvss.vector());
            json.writeNumberProperty("score", cvss.score());
            json.writeEndObject();
        }
        if (advisory.epss().isPresent()) {
            Finding.Epss epss = advisory.epss().get();
            json.writeName("epss");
            json.writeStartObject();
            json.writeNumberProperty("score", epss.score());
            json.writeNumberProperty("percentile", epss.percentile());
            json.writeEndObject();
        }
        json.writeBooleanProperty("kev", advisory.kev());
        if (advisory.published().isPresent()) {
            json.writeStringProperty("published", advisory.published().get().toString());
        }
        json.writeEndObject();
    }
}
