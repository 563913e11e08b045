package dev.hullmark.cli;

import dev.hullmark.match.Advice;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.sbom.InventoryJson;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Advice for machines: {@code hullmark/advice/1}. */
final class AdviceJson {
    private AdviceJson() {}

    /** What was advised; what was not asked for is left out. */
    static void write(
            Inventory inventory, Optional<Changes> changes, Optional<ProvedAdvice> privilege, OutputStream out) {
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", "hullmark/advice/1");
            json.writeName("subject");
            InventoryJson.subject(json, inventory.subject());
            changes.ifPresent(c -> changes(json, inventory, c));
            privilege.ifPresent(p -> PrivilegeJson.write(json, p));
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** The upgrades, and what they were judged by. */
    record Changes(Report judged, Advice advice, List<Coverage> gaps) {}

    private static void changes(JsonGenerator json, Inventory inventory, Changes changes) {
        Advice advice = changes.advice();
        json.writeStringProperty("feeds", changes.judged().scanner().feedsDigest());
        json.writeArrayPropertyStart("notSeen");
        for (Coverage gap : changes.gaps()) {
            InventoryJson.coverage(json, gap);
        }
        json.writeEndArray();
        json.writeNumberProperty("before", advice.before());
        json.writeNumberProperty(
                "after", advice.remaining().size() + advice.introduced().size());
        json.writeArrayPropertyStart("changes");
        for (Advice.Change c : advice.changes()) {
            change(json, c, inventory);
        }
        json.writeEndArray();
        findings(json, "remaining", advice.remaining());
        findings(json, "introduced", advice.introduced());
        if (advice.base().isPresent()) {
            Advice.Base base = advice.base().get();
            json.writeName("base");
            json.writeStartObject();
            json.writeStringProperty("layer", base.layer().diffId());
            json.writeStringProperty("createdBy", base.layer().createdBy());
            json.writeNumberProperty("findings", base.findings());
            json.writeEndObject();
        }
    }

    private static void change(JsonGenerator json, Advice.Change c, Inventory inventory) {
        json.writeStartObject();
        json.writeStringProperty("action", c.to().isEmpty() ? "remove" : "upgrade");
        json.writeStringProperty("type", c.type().purlType());
        json.writeStringProperty("name", c.name());
        JsonOut.texts(json, "packages", c.packages());
        json.writeStringProperty("from", c.from());
        JsonOut.optional(json, "to", c.to());
        json.writeBooleanProperty("major", c.major());
        json.writeNumberProperty("places", c.places());
        json.writeArrayPropertyStart("layers");
        for (int layer : c.layers()) {
            json.writeNumber(layer);
        }
        json.writeEndArray();
        Optional<String> command =
                c.to().isEmpty() ? Optional.empty() : UpgradeLine.of(c.type(), c.packages(), inventory.distribution());
        if (command.isPresent()) {
            json.writeStringProperty("command", command.get());
        }
        findings(json, "removes", c.removed());
        json.writeEndObject();
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
