package dev.hullmark.report;

import dev.hullmark.model.Purls;
import dev.hullmark.model.Report;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * The report as a VEX document in CycloneDX 1.6 (https://cyclonedx.org/capabilities/vex/): the packages spoken of as
 * components, and each vulnerability with its analysis. It says what {@link OpenVexReport} says.
 */
final class CycloneDxVexReport implements ReportFormat {
    private static final String SUBJECT = "subject";

    /**
     * CycloneDX's names for justifications by what a waiver's reason says: its own names, and those of OpenVEX's that
     * mean the same. That an adversary cannot control the code has no name here.
     */
    private static final Map<String, String> JUSTIFICATIONS = justifications();

    private static Map<String, String> justifications() {
        Map<String, String> names = new LinkedHashMap<>();
        for (String own : List.of(
                "code_not_present",
                "code_not_reachable",
                "requires_configuration",
                "requires_dependency",
                "requires_environment",
                "protected_by_compiler",
                "protected_at_runtime",
                "protected_at_perimeter",
                "protected_by_mitigating_control")) {
            names.put(own, own);
        }
        names.put("component_not_present", "code_not_present");
        names.put("vulnerable_code_not_present", "code_not_present");
        names.put("vulnerable_code_not_in_execute_path", "code_not_reachable");
        names.put("inline_mitigations_already_exist", "protected_by_mitigating_control");
        return names;
    }

    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) {
        Report report = outcome.report();
        Map<VexSaid.Statement, Set<String>> statements = VexSaid.statements(report.findings());
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.writeStringProperty("bomFormat", "CycloneDX");
            json.writeStringProperty("specVersion", "1.6");
            json.writeStringProperty("serialNumber", "urn:uuid:" + serial(report, statements));
            json.writeNumberProperty("version", 1);
            metadata(json, outcome);
            json.writeArrayPropertyStart("components");
            Set<String> packages = new LinkedHashSet<>();
            statements.values().forEach(packages::addAll);
            packages.forEach(purl -> component(json, purl));
            json.writeEndArray();
            json.writeArrayPropertyStart("vulnerabilities");
            statements.forEach((statement, affected) -> vulnerability(json, statement, affected));
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static UUID serial(Report report, Map<VexSaid.Statement, Set<String>> statements) {
        List<String> parts =
                new ArrayList<>(List.of("cyclonedx-vex", report.subject().toString()));
        statements.forEach((statement, packages) -> {
            parts.add(statement.toString());
            parts.addAll(packages);
        });
        return UUID.nameUUIDFromBytes(VexSaid.sha256(parts).getBytes(StandardCharsets.UTF_8));
    }

    private static void metadata(JsonGenerator json, Outcome outcome) {
        Report report = outcome.report();
        json.writeName("metadata");
        json.writeStartObject();
        json.writeStringProperty(
                "timestamp", outcome.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeName("tools");
        json.writeStartObject();
        json.writeArrayPropertyStart("components");
        json.writeStartObject();
        json.writeStringProperty("type", "application");
        json.writeStringProperty("name", "hullmark");
        json.writeStringProperty("version", report.scanner().version());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayPropertyStart("authors");
        json.writeStartObject();
        json.writeStringProperty("name", "hullmark");
        json.writeEndObject();
        json.writeEndArray();
        json.writeName("component");
        json.writeStartObject();
        json.writeStringProperty("type", report.subject().kind().equals("image") ? "container" : "application");
        json.writeStringProperty("bom-ref", SUBJECT);
        json.writeStringProperty("name", report.subject().name());
        JsonOut.optional(json, "version", report.subject().digest());
        JsonOut.optional(json, "purl", VexSaid.image(report.subject()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void component(JsonGenerator json, String purl) {
        json.writeStartObject();
        json.writeStringProperty("type", "library");
        json.writeStringProperty("bom-ref", purl);
        json.writeStringProperty("name", Purls.parse(purl).map(p -> p.name()).orElse(purl));
        JsonOut.optional(
                json, "version", Purls.parse(purl).map(p -> p.version()).orElse(""));
        json.writeStringProperty("purl", purl);
        json.writeEndObject();
    }

    private static void vulnerability(JsonGenerator json, VexSaid.Statement statement, Set<String> packages) {
        json.writeStartObject();
        json.writeStringProperty("id", statement.id());
        if (!statement.aliases().isEmpty()) {
            json.writeArrayPropertyStart("references");
            for (String alias : statement.aliases()) {
                json.writeStartObject();
                json.writeStringProperty("id", alias);
                json.writeName("source");
                json.writeStartObject();
                json.writeStringProperty("name", alias.substring(0, Math.max(alias.indexOf('-'), 0)));
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (statement.status() == VexStatus.AFFECTED) {
            json.writeStringProperty("recommendation", statement.words());
        }
        json.writeName("analysis");
        json.writeStartObject();
        json.writeStringProperty(
                "state",
                switch (statement.status()) {
                    case NOT_AFFECTED -> "not_affected";
                    case FIXED -> "resolved";
                    case UNDER_INVESTIGATION -> "in_triage";
                    case AFFECTED -> "exploitable";
                });
        if (statement.status() == VexStatus.NOT_AFFECTED) {
            justification(statement.words()).ifPresent(j -> json.writeStringProperty("justification", j));
        }
        if (statement.fixable()) {
            JsonOut.texts(json, "response", List.of("update"));
        }
        if (statement.status() != VexStatus.AFFECTED) {
            json.writeStringProperty("detail", statement.words());
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("affects");
        for (String purl : packages) {
            json.writeStartObject();
            json.writeStringProperty("ref", purl);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The justification by its name, where the reason came from a VEX document that gave one. */
    private static Optional<String> justification(String reason) {
        for (Map.Entry<String, String> name : JUSTIFICATIONS.entrySet()) {
            if (reason.startsWith(VexSaid.NOT_AFFECTED + name.getKey().replace('_', ' '))) {
                return Optional.of(name.getValue());
            }
        }
        return Optional.empty();
    }
}
