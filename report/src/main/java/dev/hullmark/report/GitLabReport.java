package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * GitLab's container scanning report, schema 15.0.7 (gitlab-org/security-products/security-report-schemas): what goes to
 * {@code artifacts: reports: container_scanning}. It speaks of packages only; what it has no place for is told in the
 * scan's messages. Waived findings are left out, since GitLab would show them as open.
 */
final class GitLabReport implements ReportFormat {
    static final String SCHEMA = "15.0.7";
    private static final int NAME = 255;
    private static final int SOLUTION = 7_000;
    private static final int IDENTIFIERS = 20;
    private static final int MESSAGES = 100;
    private static final int LEAST_VECTOR = 32;
    private static final int LONGEST_VECTOR = 128;

    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) {
        Report report = outcome.report();
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty("version", SCHEMA);
            scan(json, outcome);
            json.writeArrayPropertyStart("vulnerabilities");
            String system = Words.distribution(outcome);
            for (Finding f : report.findings()) {
                if (f.pkg().isPresent() && f.waived().isEmpty()) {
                    vulnerability(json, f, f.pkg().get(), report, system.isEmpty() ? "unknown" : system);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void scan(JsonGenerator json, Outcome outcome) {
        json.writeName("scan");
        json.writeStartObject();
        tool(json, "analyzer", outcome.report());
        tool(json, "scanner", outcome.report());
        json.writeStringProperty("type", "container_scanning");
        String now = time(outcome.now());
        json.writeStringProperty("start_time", now);
        json.writeStringProperty("end_time", now);
        json.writeStringProperty("status", "success");
        json.writeArrayPropertyStart("messages");
        messages(json, outcome.report());
        json.writeEndArray();
        json.writeEndObject();
    }

    /** {@code yyyy-mm-ddThh:mm:ss}, without the zone. */
    private static String time(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.substring(0, text.length() - 1);
    }

    private static void tool(JsonGenerator json, String role, Report report) {
        json.writeName(role);
        json.writeStartObject();
        json.writeStringProperty("id", "hullmark");
        json.writeStringProperty("name", "Hullmark");
        json.writeName("vendor");
        json.writeStartObject();
        json.writeStringProperty("name", "Hullmark");
        json.writeEndObject();
        json.writeStringProperty("version", report.scanner().version());
        json.writeEndObject();
    }

    private static void messages(JsonGenerator json, Report report) {
        int waived = 0;
        int unplaced = 0;
        for (Finding f : report.findings()) {
            waived += f.waived().isPresent() ? 1 : 0;
            unplaced += f.waived().isEmpty() && f.pkg().isEmpty() ? 1 : 0;
        }
        if (waived > 0) {
            message(json, "info", Counts.of(waived, "finding") + " waived and left out");
        }
        if (unplaced > 0) {
            message(
                    json,
                    "warn",
                    Counts.of(unplaced, "finding") + " about no package left out; the JSON report has all");
        }
        int told = 0;
        for (Coverage coverage : report.coverage()) {
            if (Gaps.is(coverage) && told++ < MESSAGES) {
                message(json, "warn", "not seen: " + Gate.sentence(coverage));
            }
        }
        if (told > MESSAGES) {
            message(json, "warn", "and " + Counts.of(told - MESSAGES, "more gap"));
        }
    }

    private static void message(JsonGenerator json, String level, String text) {
        json.writeStartObject();
        json.writeStringProperty("level", level);
        json.writeStringProperty("value", text);
        json.writeEndObject();
    }

    private static void vulnerability(JsonGenerator json, Finding f, PackageRef p, Report report, String system) {
        json.writeStartObject();
        json.writeStringProperty("id", uuid(f.key()));
        json.writeStringProperty("name", Text.cut(f.id() + ": " + Words.title(f), NAME));
        json.writeStringProperty("description", Words.title(f));
        json.writeStringProperty("severity", severity(f.severity()));
        if (!f.remediation().isEmpty()) {
            json.writeStringProperty("solution", Text.cut(f.remediation(), SOLUTION));
        }
        json.writeName("location");
        json.writeStartObject();
        json.writeName("dependency");
        json.writeStartObject();
        json.writeName("package");
        json.writeStartObject();
        json.writeStringProperty("name", p.name());
        json.writeEndObject();
        json.writeStringProperty("version", p.version());
        json.writeEndObject();
        json.writeStringProperty("operating_system", system);
        json.writeStringProperty("image", report.subject().name());
        json.writeEndObject();
        identifiers(json, f);
        cvss(json, f);
        json.writeArrayPropertyStart("links");
        if (!Links.of(f.id()).isEmpty()) {
            json.writeStartObject();
            json.writeStringProperty("url", Links.of(f.id()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A key is 128 bits, as a UUID is. */
    private static String uuid(String key) {
        return key.length() != 32
                ? key
                : key.substring(0, 8) + "-" + key.substring(8, 12) + "-" + key.substring(12, 16) + "-"
                        + key.substring(16, 20) + "-" + key.substring(20);
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case HIGH -> "High";
            case MEDIUM -> "Medium";
            case LOW -> "Low";
            case NEGLIGIBLE -> "Info";
            case UNKNOWN -> "Unknown";
        };
    }

    private static void identifiers(JsonGenerator json, Finding f) {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(f.id());
        f.advisory().ifPresent(a -> {
            ids.add(a.source());
            ids.addAll(a.aliases());
        });
        json.writeArrayPropertyStart("identifiers");
        int written = 0;
        for (String id : ids) {
            if (!id.isEmpty() && written++ < IDENTIFIERS) {
                int dash = id.indexOf('-');
                json.writeStartObject();
                json.writeStringProperty(
                        "type", dash <= 0 ? "hullmark" : id.substring(0, dash).toLowerCase(Locale.ROOT));
                json.writeStringProperty("name", id);
                json.writeStringProperty("value", id);
                JsonOut.optional(json, "url", Links.of(id));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** The schema knows versions 2 and 3 only. */
    private static void cvss(JsonGenerator json, Finding f) {
        String vector = f.advisory()
                .flatMap(AdvisoryRef::cvss)
                .map(Finding.Cvss::vector)
                .orElse("");
        if (vector.startsWith("CVSS:3.") && vector.length() >= LEAST_VECTOR && vector.length() <= LONGEST_VECTOR) {
            json.writeArrayPropertyStart("cvss_vectors");
            json.writeStartObject();
            json.writeStringProperty(
                    "vendor", f.advisory().map(AdvisoryRef::source).orElse("unknown"));
            json.writeStringProperty("vector", vector);
            json.writeEndObject();
            json.writeEndArray();
        }
    }
}
