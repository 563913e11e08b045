package dev.hullmark.sbom;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** The vulnerabilities of a CycloneDX document: one entry for findings that say the same of several packages. */
final class CycloneDxVulnerabilities {
    private final Map<String, List<String>> refs;

    /** @param refs the references of the components, by purl */
    CycloneDxVulnerabilities(Map<String, List<String>> refs) {
        this.refs = refs;
    }

    private record Same(
            String id, String title, Severity severity, Optional<AdvisoryRef> advisory, Optional<Waived> waived) {}

    void write(JsonGenerator json, List<Finding> findings) {
        Map<Same, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding f : findings) {
            if (f.kind() == Finding.Kind.VULNERABILITY || f.kind() == Finding.Kind.MALWARE) {
                groups.computeIfAbsent(
                                new Same(f.id(), f.title(), f.severity(), f.advisory(), f.waived()),
                                s -> new ArrayList<>())
                        .add(f);
            }
        }
        json.writeArrayPropertyStart("vulnerabilities");
        for (List<Finding> group : groups.values()) {
            write(json, group.getFirst(), group);
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator json, Finding first, List<Finding> group) {
        json.writeStartObject();
        json.writeStringProperty("bom-ref", "finding:" + first.key());
        json.writeStringProperty("id", first.id());
        first.advisory().ifPresent(a -> references(json, first.id(), a));
        ratings(json, first);
        JsonOut.optional(json, "description", first.title());
        recommendation(json, group);
        first.waived().ifPresent(w -> analysis(json, w));
        affects(json, group);
        properties(json, first);
        json.writeEndObject();
    }

    private static void references(JsonGenerator json, String id, AdvisoryRef advisory) {
        json.writeName("source");
        source(json, advisory.source());
        Set<String> others = new LinkedHashSet<>(advisory.aliases());
        others.remove(id);
        if (!others.isEmpty()) {
            json.writeArrayPropertyStart("references");
            for (String alias : others) {
                json.writeStartObject();
                json.writeStringProperty("id", alias);
                json.writeName("source");
                source(json, alias);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void source(JsonGenerator json, String id) {
        json.writeStartObject();
        json.writeStringProperty("name", sourceOf(id));
        json.writeEndObject();
    }

    /** Who gives out an id: what stands before its first dash, but for CVE. */
    private static String sourceOf(String id) {
        int dash = id.indexOf('-');
        String issuer = dash > 0 ? id.substring(0, dash) : id;
        return switch (issuer) {
            case "CVE" -> "NVD";
            case "GHSA" -> "GitHub";
            case "" -> "OSV";
            default -> issuer;
        };
    }

    private static void ratings(JsonGenerator json, Finding f) {
        json.writeArrayPropertyStart("ratings");
        json.writeStartObject();
        json.writeName("source");
        json.writeStartObject();
        json.writeStringProperty("name", "hullmark");
        json.writeEndObject();
        json.writeStringProperty("severity", word(f.severity()));
        json.writeStringProperty("method", "other");
        json.writeEndObject();
        f.advisory().flatMap(AdvisoryRef::cvss).ifPresent(cvss -> {
            json.writeStartObject();
            json.writeNumberProperty("score", cvss.score());
            json.writeStringProperty("severity", word(Severity.ofScore(cvss.score())));
            json.writeStringProperty("method", method(cvss.version()));
            json.writeStringProperty("vector", cvss.vector());
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private static String word(Severity severity) {
        return severity == Severity.NEGLIGIBLE ? "info" : severity.text();
    }

    private static String method(String version) {
        return switch (version) {
            case "2.0", "2" -> "CVSSv2";
            case "3.0", "3" -> "CVSSv3";
            case "3.1" -> "CVSSv31";
            case "4.0", "4" -> "CVSSv4";
            default -> "other";
        };
    }

    private static void recommendation(JsonGenerator json, List<Finding> group) {
        Set<String> lines = new LinkedHashSet<>();
        for (Finding f : group) {
            if (!f.remediation().isEmpty()) {
                lines.add(f.remediation());
            }
        }
        JsonOut.optional(json, "recommendation", String.join("\n", lines));
    }

    /** A waiver is a decision not to act, and claims nothing about exploitability: no analysis state. */
    private static void analysis(JsonGenerator json, Waived waived) {
        json.writeName("analysis");
        json.writeStartObject();
        json.writeArrayPropertyStart("response");
        json.writeString("will_not_fix");
        json.writeEndArray();
        String until = waived.expires().isEmpty() ? "" : " until " + waived.expires();
        json.writeStringProperty("detail", "Waived by " + waived.author() + until + ": " + waived.reason());
        json.writeEndObject();
    }

    private void affects(JsonGenerator json, List<Finding> group) {
        Set<String> affected = new LinkedHashSet<>();
        for (Finding f : group) {
            String purl = f.pkg().map(Finding.PackageRef::purl).orElse("");
            affected.addAll(refs.getOrDefault(purl, List.of(CycloneDxWriter.SUBJECT_REF)));
        }
        json.writeArrayPropertyStart("affects");
        for (String ref : affected) {
            json.writeStartObject();
            json.writeStringProperty("ref", ref);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void properties(JsonGenerator json, Finding f) {
        json.writeArrayPropertyStart("properties");
        property(json, "kind", f.kind().text());
        property(json, "severity", f.severity().text());
        for (String version : f.fixedIn()) {
            property(json, "fixedIn", version);
        }
        f.advisory().ifPresent(a -> {
            property(json, "advisory", a.source());
            property(json, "kev", Boolean.toString(a.kev()));
            a.epss().ifPresent(epss -> {
                property(json, "epss:score", Double.toString(epss.score()));
                property(json, "epss:percentile", Double.toString(epss.percentile()));
            });
        });
        json.writeEndArray();
    }

    private static void property(JsonGenerator json, String name, String value) {
        json.writeStartObject();
        json.writeStringProperty("name", CycloneDx.OURS + name);
        json.writeStringProperty("value", value);
        json.writeEndObject();
    }
}
