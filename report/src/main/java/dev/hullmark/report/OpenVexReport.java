package dev.hullmark.report;

import dev.hullmark.model.Report;
import dev.hullmark.model.Subject;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * The report as OpenVEX 0.2.0 (https://github.com/openvex/spec): what is waived as {@code not_affected}, with the
 * waiver's reason, all else as {@code affected}, with what to do. The document's id follows from what it says, a
 * statement's from what it is about, so the same verdict has the same ids.
 */
final class OpenVexReport implements ReportFormat {
    private static final String CONTEXT = "https://openvex.dev/ns/v0.2.0";

    /** The names that OpenVEX gives to justifications. */
    private static final List<String> JUSTIFICATIONS = List.of(
            "component_not_present",
            "vulnerable_code_not_present",
            "vulnerable_code_not_in_execute_path",
            "vulnerable_code_cannot_be_controlled_by_adversary",
            "inline_mitigations_already_exist");

    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) {
        Report report = outcome.report();
        Map<VexSaid.Statement, Set<String>> statements = VexSaid.statements(report.findings());
        String image = VexSaid.image(report.subject());
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("@context", CONTEXT);
            json.writeStringProperty(
                    "@id", "https://openvex.dev/docs/public/vex-" + id(image, report.subject(), statements));
            json.writeStringProperty("author", "hullmark");
            json.writeStringProperty("role", "scanner");
            json.writeStringProperty(
                    "timestamp", outcome.now().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeNumberProperty("version", 1);
            json.writeStringProperty("tooling", "hullmark " + report.scanner().version());
            json.writeArrayPropertyStart("statements");
            for (Map.Entry<VexSaid.Statement, Set<String>> statement : statements.entrySet()) {
                write(json, statement.getKey(), statement.getValue(), image);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, VexSaid.Statement statement, Set<String> packages, String image) {
        json.writeStartObject();
        json.writeStringProperty(
                "@id", "urn:sha256:" + VexSaid.sha256(List.of(image, statement.toString(), packages.toString())));
        json.writeName("vulnerability");
        json.writeStartObject();
        json.writeStringProperty("name", statement.id());
        if (!statement.aliases().isEmpty()) {
            JsonOut.texts(json, "aliases", statement.aliases());
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("products");
        if (image.isEmpty()) {
            for (String purl : packages) {
                component(json, purl, Set.of());
            }
        } else {
            component(json, image, packages);
        }
        json.writeEndArray();
        json.writeStringProperty("status", statement.status().word());
        switch (statement.status()) {
            case NOT_AFFECTED -> {
                justification(statement.words()).ifPresent(j -> json.writeStringProperty("justification", j));
                json.writeStringProperty("impact_statement", statement.words());
            }
            case AFFECTED -> json.writeStringProperty("action_statement", statement.words());
            case FIXED, UNDER_INVESTIGATION -> json.writeStringProperty("status_notes", statement.words());
        }
        json.writeEndObject();
    }

    private static void component(JsonGenerator json, String purl, Set<String> parts) {
        json.writeStartObject();
        json.writeStringProperty("@id", purl);
        json.writeName("identifiers");
        json.writeStartObject();
        json.writeStringProperty("purl", purl);
        json.writeEndObject();
        if (!parts.isEmpty()) {
            json.writeArrayPropertyStart("subcomponents");
            for (String part : parts) {
                component(json, part, Set.of());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** The justification by its name, where the reason came from a VEX document that gave one. */
    private static Optional<String> justification(String reason) {
        for (String justification : JUSTIFICATIONS) {
            if (reason.startsWith(VexSaid.NOT_AFFECTED + justification.replace('_', ' '))) {
                return Optional.of(justification);
            }
        }
        return Optional.empty();
    }

    private static String id(String image, Subject subject, Map<VexSaid.Statement, Set<String>> statements) {
        List<String> parts = new ArrayList<>(List.of(image, subject.kind(), subject.name(), subject.digest()));
        statements.forEach((statement, packages) -> {
            parts.add(statement.toString());
            parts.addAll(packages);
        });
        return VexSaid.sha256(parts);
    }
}
