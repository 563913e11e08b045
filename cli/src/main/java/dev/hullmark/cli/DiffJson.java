package dev.hullmark.cli;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Report;
import dev.hullmark.sbom.InventoryJson;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A difference for machines: {@code hullmark/diff/1}. */
final class DiffJson {
    private DiffJson() {}

    static void write(Difference difference, OutputStream out) {
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", "hullmark/diff/1");
            side(json, "before", difference.before());
            side(json, "after", difference.after());
            if (difference.packages().isPresent()) {
                PackageDelta packages = difference.packages().get();
                json.writeName("packages");
                json.writeStartObject();
                packages(json, "gained", packages.gained());
                packages(json, "lost", packages.lost());
                packages(json, "changed", packages.changed());
                json.writeEndObject();
            }
            json.writeName("findings");
            json.writeStartObject();
            findings(json, "gained", difference.findings().gained());
            findings(json, "lost", difference.findings().gone());
            json.writeNumberProperty("inBoth", difference.findings().kept().size());
            json.writeEndObject();
            JsonOut.texts(json, "notSeen", difference.gaps());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void side(JsonGenerator json, String name, Report report) {
        json.writeName(name);
        json.writeStartObject();
        json.writeName("subject");
        InventoryJson.subject(json, report.subject());
        json.writeNumberProperty("packages", report.packages());
        json.writeNumberProperty("findings", report.findings().size());
        json.writeStringProperty("feeds", report.scanner().feedsDigest());
        json.writeEndObject();
    }

    private static void packages(JsonGenerator json, String name, List<PackageDelta.Change> changes) {
        json.writeArrayPropertyStart(name);
        for (PackageDelta.Change c : changes) {
            json.writeStartObject();
            json.writeStringProperty("type", c.type());
            json.writeStringProperty("name", c.name());
            JsonOut.optional(json, "before", c.before());
            JsonOut.optional(json, "after", c.after());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void findings(JsonGenerator json, String name, List<Finding> findings) {
        json.writeArrayPropertyStart(name);
        for (Finding f : findings) {
            json.writeStartObject();
            RejudgeJson.finding(json, f);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
