package dev.hullmark.cli;

import dev.hullmark.match.Change;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.sbom.InventoryJson;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What changed, for machines: {@code hullmark/rejudge/1}. */
final class RejudgeJson {
    private RejudgeJson() {}

    static void write(List<Rejudged> all, OutputStream out) {
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", "hullmark/rejudge/1");
            json.writeArrayPropertyStart("subjects");
            for (Rejudged one : all) {
                subject(json, one);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void subject(JsonGenerator json, Rejudged one) {
        json.writeStartObject();
        json.writeName("subject");
        InventoryJson.subject(json, one.subject());
        json.writeNumberProperty("findings", one.report().findings().size());
        json.writeStringProperty("feeds", one.report().scanner().feedsDigest());
        json.writeArrayPropertyStart("notJudged");
        for (Coverage gap : one.gaps()) {
            InventoryJson.coverage(json, gap);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("changes");
        for (Change change : one.changes()) {
            json.writeStartObject();
            json.writeStringProperty("change", change.kind().text());
            JsonOut.optional(json, "before", change.before());
            json.writeStringProperty("cause", change.cause());
            finding(json, change.finding());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (one.gate().isPresent()) {
            json.writeNumberProperty("exitCode", one.gate().get().exitCode());
        }
        json.writeEndObject();
    }

    /** A finding's identity, as fields of the object that is open. */
    static void finding(JsonGenerator json, Finding f) {
        json.writeStringProperty("key", f.key());
        json.writeStringProperty("id", f.id());
        json.writeStringProperty("kind", f.kind().text());
        json.writeStringProperty("severity", f.severity().text());
        if (f.pkg().isPresent()) {
            json.writeStringProperty("purl", f.pkg().get().purl());
        }
        JsonOut.texts(json, "fixedIn", f.fixedIn());
    }
}
