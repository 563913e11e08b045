package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** SARIF 2.1.0 (OASIS), as code-scanning services take it: one rule an id, one result a finding. */
final class SarifReport implements ReportFormat {
    /** Where paths begin: the root of the image or directory. */
    private static final String ROOT = "ROOT";

    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) {
        Report report = outcome.report();
        Map<String, Integer> ruleIndex = new LinkedHashMap<>();
        List<Finding> rules = new ArrayList<>();
        for (Finding f : report.findings()) {
            Integer known = ruleIndex.putIfAbsent(f.id(), rules.size());
            if (known == null) {
                rules.add(f);
            } else if (f.severity().compareTo(rules.get(known).severity()) < 0) {
                rules.set(known, f);
            }
        }
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeStringProperty(
                    "$schema",
                    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            driver(json, report, rules);
            json.writeName("automationDetails");
            json.writeStartObject();
            json.writeStringProperty("id", "hullmark/" + report.subject().name());
            json.writeEndObject();
            bases(json, report);
            invocation(json, report);
            json.writeArrayPropertyStart("results");
            for (Finding f : report.findings()) {
                result(json, f, ruleIndex.getOrDefault(f.id(), 0));
            }
            json.writeEndArray();
            json.writeStringProperty("columnKind", "utf16CodeUnits");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void driver(JsonGenerator json, Report report, List<Finding> rules) {
        json.writeName("tool");
        json.writeStartObject();
        json.writeName("driver");
        json.writeStartObject();
        json.writeStringProperty("name", "Hullmark");
        json.writeStringProperty("version", report.scanner().version());
        json.writeArrayPropertyStart("rules");
        for (Finding f : rules) {
            json.writeStartObject();
            json.writeStringProperty("id", f.id());
            message(json, "shortDescription", described(f));
            message(json, "help", help(f));
            json.writeName("defaultConfiguration");
            json.writeStartObject();
            json.writeStringProperty("level", level(f));
            json.writeEndObject();
            json.writeName("properties");
            json.writeStartObject();
            JsonOut.optional(json, "security-severity", score(f));
            JsonOut.texts(
                    json,
                    "tags",
                    List.of("security", f.kind().text(), f.severity().text()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What a rule of ours finds is told by its id; its findings' titles name the place. */
    private static String described(Finding f) {
        if (f.advisory().isEmpty()) {
            return f.id().replace('-', ' ');
        }
        return f.title().isEmpty() ? f.id() : f.title();
    }

    private static String help(Finding f) {
        if (FactsBody.shows(f)) {
            return f.remediation().isEmpty() ? described(f) : f.remediation();
        }
        StringBuilder help = new StringBuilder(f.id());
        f.advisory().ifPresent(a -> {
            help.append(", from ").append(a.source());
            a.cvss().ifPresent(c -> help.append("; CVSS ")
                    .append(c.version())
                    .append(' ')
                    .append(c.score())
                    .append(" (")
                    .append(c.vector())
                    .append(')'));
            help.append(a.kev() ? "; known to be exploited (CISA KEV)" : "");
        });
        return help.append(". `hullmark why ")
                .append(f.id())
                .append("` explains it.")
                .toString();
    }

    private static void bases(JsonGenerator json, Report report) {
        json.writeName("originalUriBaseIds");
        json.writeStartObject();
        json.writeName(ROOT);
        json.writeStartObject();
        message(json, "description", "The root of " + report.subject().name());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What was not seen goes where readers look for trouble of the run itself. */
    private static void invocation(JsonGenerator json, Report report) {
        json.writeArrayPropertyStart("invocations");
        json.writeStartObject();
        json.writeBooleanProperty("executionSuccessful", true);
        json.writeArrayPropertyStart("toolExecutionNotifications");
        for (Coverage coverage : report.coverage()) {
            boolean gap = coverage.status() == Coverage.Status.NONE || coverage.status() == Coverage.Status.PARTIAL;
            if (gap || coverage.what().startsWith("waiver:")) {
                json.writeStartObject();
                json.writeStringProperty("level", gap ? "warning" : "note");
                message(json, "message", coverage.what() + ": " + coverage.reason());
                json.writeName("descriptor");
                json.writeStartObject();
                json.writeStringProperty("id", "coverage/" + coverage.status().text());
                json.writeEndObject();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void result(JsonGenerator json, Finding f, int rule) {
        json.writeStartObject();
        json.writeStringProperty("ruleId", f.id());
        json.writeNumberProperty("ruleIndex", rule);
        json.writeStringProperty("level", level(f));
        message(json, "message", sentence(f));
        locations(json, f);
        json.writeName("partialFingerprints");
        json.writeStartObject();
        json.writeStringProperty("hullmark/key/v1", f.key());
        json.writeEndObject();
        if (f.waived().isPresent()) {
            Finding.Waived waived = f.waived().get();
            json.writeArrayPropertyStart("suppressions");
            json.writeStartObject();
            json.writeStringProperty("kind", "external");
            json.writeStringProperty("status", "accepted");
            json.writeStringProperty("justification", waived.author() + ": " + waived.reason());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeName("properties");
        json.writeStartObject();
        json.writeStringProperty("severity", f.severity().text());
        JsonOut.texts(json, "fixedIn", f.fixedIn());
        if (f.advisory().isPresent()) {
            Finding.AdvisoryRef advisory = f.advisory().get();
            json.writeBooleanProperty("kev", advisory.kev());
            if (advisory.epss().isPresent()) {
                json.writeNumberProperty("epss", advisory.epss().get().score());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String sentence(Finding f) {
        StringBuilder text = new StringBuilder();
        f.pkg()
                .ifPresent(p ->
                        text.append(p.name()).append(' ').append(p.version()).append(": "));
        text.append(f.title().isEmpty() ? f.id() : f.title());
        if (!f.remediation().isEmpty()) {
            text.append(". ").append(f.remediation());
        } else if (!f.fixedIn().isEmpty()) {
            text.append(". Fixed in ").append(String.join(", ", f.fixedIn()));
        }
        return text.toString();
    }

    private static void locations(JsonGenerator json, Finding f) {
        json.writeArrayPropertyStart("locations");
        if (f.evidence().isEmpty()) {
            json.writeStartObject();
            logical(json, f.pkg());
            json.writeEndObject();
        }
        for (Evidence evidence : f.evidence()) {
            json.writeStartObject();
            json.writeName("physicalLocation");
            json.writeStartObject();
            json.writeName("artifactLocation");
            json.writeStartObject();
            json.writeStringProperty("uri", uri(evidence.path()));
            json.writeStringProperty("uriBaseId", ROOT);
            json.writeEndObject();
            json.writeName("region");
            json.writeStartObject();
            json.writeNumberProperty("startLine", Math.max(1, evidence.line()));
            json.writeEndObject();
            json.writeEndObject();
            logical(json, f.pkg());
            if (!evidence.layer().isEmpty()) {
                json.writeName("properties");
                json.writeStartObject();
                json.writeStringProperty("layer", evidence.layer());
                json.writeNumberProperty("layerIndex", evidence.layerIndex());
                JsonOut.optional(json, "createdBy", evidence.createdBy());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void logical(JsonGenerator json, Optional<PackageRef> pkg) {
        if (pkg.isPresent()) {
            json.writeArrayPropertyStart("logicalLocations");
            json.writeStartObject();
            json.writeStringProperty("name", pkg.get().name());
            json.writeStringProperty("fullyQualifiedName", pkg.get().purl());
            json.writeStringProperty("kind", "package");
            json.writeEndObject();
            json.writeEndArray();
        }
    }

    /** A path as a relative reference (RFC 3986): no leading slash, no colon that would read as a scheme. */
    static String uri(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        byte[] bytes = path.substring(start).getBytes(StandardCharsets.UTF_8);
        StringBuilder uri = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "/-._~!+@".indexOf(c) >= 0;
            if (plain) {
                uri.append(c);
            } else {
                uri.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return uri.isEmpty() ? "." : uri.toString();
    }

    private static void message(JsonGenerator json, String name, String text) {
        json.writeName(name);
        json.writeStartObject();
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }

    private static String level(Finding f) {
        if (f.kind() == Kind.MALWARE) {
            return "error";
        }
        return switch (f.severity()) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM, UNKNOWN -> "warning";
            case LOW, NEGLIGIBLE -> "note";
        };
    }

    /** The CVSS score where it agrees with the severity we report, else the middle of that severity's range. */
    private static String score(Finding f) {
        double cvss = f.advisory()
                .flatMap(Finding.AdvisoryRef::cvss)
                .map(Finding.Cvss::score)
                .orElse(0.0);
        if (cvss > 0 && Severity.ofScore(cvss) == f.severity()) {
            return Double.toString(cvss);
        }
        return switch (f.severity()) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
            case NEGLIGIBLE -> "0.1";
            case UNKNOWN -> "";
        };
    }
}
