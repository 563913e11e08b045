package dev.hullmark.cli;

import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import dev.hullmark.posture.host.HostAudit;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * An audit as docker-bench-security 1.6.0 writes it with {@code -l} (functions/output_lib.sh): what reads that tool's log
 * reads this. What is not applicable or was not seen is INFO there, with the reason in {@code details}.
 */
final class DockerBenchJson {
    private static final String VERSION = "1.6.0";

    private DockerBenchJson() {}

    static void write(HostAudit audit, Instant end, OutputStream out) {
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("dockerbenchsecurity", VERSION);
            json.writeNumberProperty("start", audit.started().getEpochSecond());
            json.writeArrayPropertyStart("tests");
            for (Map.Entry<String, String> section : CisDocker.SECTIONS.entrySet()) {
                List<HostAudit.Line> lines = audit.lines().stream()
                        .filter(line -> line.check().section().equals(section.getKey()))
                        .toList();
                if (!lines.isEmpty()) {
                    section(json, section, lines);
                }
            }
            json.writeEndArray();
            json.writeNumberProperty("checks", audit.lines().size());
            json.writeNumberProperty("score", audit.score());
            json.writeNumberProperty("end", end.getEpochSecond());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void section(JsonGenerator json, Map.Entry<String, String> section, List<HostAudit.Line> lines) {
        json.writeStartObject();
        json.writeStringProperty("id", section.getKey());
        json.writeStringProperty("desc", section.getValue());
        json.writeArrayPropertyStart("results");
        for (HostAudit.Line line : lines) {
            result(json, line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, HostAudit.Line line) {
        Judgement judged = line.judgement();
        json.writeStartObject();
        json.writeStringProperty("id", line.check().id());
        json.writeStringProperty("desc", line.check().title());
        json.writeStringProperty("result", line.word());
        String details = details(judged);
        if (!details.isEmpty()) {
            json.writeStringProperty("details", details);
        }
        if (!judged.items().isEmpty()) {
            JsonOut.texts(json, "items", judged.items());
        }
        if (judged.standing() != Standing.PASS) {
            json.writeStringProperty("remediation", line.check().rule().remediation());
        }
        json.writeEndObject();
    }

    private static String details(Judgement judged) {
        String said =
                switch (judged.standing()) {
                    case NOT_APPLICABLE -> "Not applicable: " + judged.detail();
                    case UNKNOWN -> "Not seen: " + judged.detail();
                    default -> judged.detail();
                };
        String items = String.join(" ", judged.items());
        return said + (said.isEmpty() || items.isEmpty() ? "" : ": ") + items;
    }
}
