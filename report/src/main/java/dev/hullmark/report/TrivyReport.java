package dev.hullmark.report;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * The vulnerabilities in the shape of Trivy's JSON report (SchemaVersion 2), for tools that read that. It has no place
 * for what was not seen: the JSON report of our own does. Waived findings are left out, as Trivy leaves out ignored ones;
 * findings that are no vulnerabilities of packages are left out too.
 */
final class TrivyReport implements ReportFormat {
    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) {
        Report report = outcome.report();
        try (JsonGenerator json = JsonOut.pretty(out)) {
            json.writeStartObject();
            json.writeNumberProperty("SchemaVersion", 2);
            json.writeStringProperty(
                    "CreatedAt", outcome.now().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeStringProperty("ArtifactName", report.subject().name());
            json.writeStringProperty("ArtifactType", artifact(report.subject()));
            metadata(json, outcome);
            json.writeArrayPropertyStart("Results");
            for (Map.Entry<String, List<Finding>> group : byType(report).entrySet()) {
                result(json, group.getKey(), group.getValue(), outcome);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static String artifact(Subject subject) {
        return switch (subject.kind()) {
            case "image" -> "container_image";
            case "sbom" -> "cyclonedx";
            default -> "filesystem";
        };
    }

    private static void metadata(JsonGenerator json, Outcome outcome) {
        json.writeName("Metadata");
        json.writeStartObject();
        outcome.inventory().distribution().ifPresent(d -> {
            json.writeName("OS");
            json.writeStartObject();
            json.writeStringProperty("Family", family(d));
            json.writeStringProperty("Name", d.versionId());
            json.writeEndObject();
        });
        JsonOut.optional(json, "ImageID", outcome.report().subject().digest());
        List<String> diffIds = new ArrayList<>();
        for (LayerInfo layer : outcome.inventory().layers()) {
            diffIds.add(layer.diffId());
        }
        if (!diffIds.isEmpty()) {
            JsonOut.texts(json, "DiffIDs", diffIds);
        }
        json.writeEndObject();
    }

    /** Trivy's own names of distributions differ from os-release in some. */
    private static String family(Distribution d) {
        return switch (d.id()) {
            case "almalinux" -> "alma";
            case "rhel" -> "redhat";
            case "amzn" -> "amazon";
            case "ol" -> "oracle";
            case "opensuse-leap" -> "opensuse.leap";
            case "opensuse-tumbleweed" -> "opensuse.tumbleweed";
            default -> d.id();
        };
    }

    private static Map<String, List<Finding>> byType(Report report) {
        Map<String, List<Finding>> groups = new TreeMap<>();
        for (Finding f : report.findings()) {
            boolean vulnerability = f.kind() == Kind.VULNERABILITY || f.kind() == Kind.MALWARE;
            if (vulnerability && f.pkg().isPresent() && f.waived().isEmpty()) {
                groups.computeIfAbsent(Block.typeOf(f.pkg().get().purl()), t -> new ArrayList<>())
                        .add(f);
            }
        }
        return groups;
    }

    private static boolean ofDistribution(String type) {
        return type.equals("deb") || type.equals("rpm") || type.equals("apk");
    }

    private static void result(JsonGenerator json, String type, List<Finding> findings, Outcome outcome) {
        boolean system = ofDistribution(type);
        String family =
                outcome.inventory().distribution().map(TrivyReport::family).orElse(type);
        String version =
                outcome.inventory().distribution().map(Distribution::versionId).orElse("");
        String name = language(type);
        json.writeStartObject();
        json.writeStringProperty(
                "Target",
                system
                        ? outcome.report().subject().name() + " (" + (family + " " + version).strip() + ")"
                        : target(type));
        json.writeStringProperty("Class", system ? "os-pkgs" : "lang-pkgs");
        json.writeStringProperty("Type", system ? family : name);
        json.writeArrayPropertyStart("Vulnerabilities");
        for (Finding f : findings) {
            f.pkg().ifPresent(p -> vulnerability(json, f, p, system));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String language(String type) {
        return switch (type) {
            case "npm" -> "node-pkg";
            case "pypi" -> "python-pkg";
            case "maven" -> "jar";
            case "golang" -> "gobinary";
            case "cargo" -> "rustbinary";
            case "gem" -> "gemspec";
            case "nuget" -> "dotnet-core";
            case "conda" -> "conda-pkg";
            default -> type;
        };
    }

    private static String target(String type) {
        return switch (type) {
            case "npm" -> "Node.js";
            case "pypi" -> "Python";
            case "maven" -> "Java";
            case "gem" -> "Ruby";
            case "golang" -> "Go";
            case "cargo" -> "Rust";
            default -> type;
        };
    }

    private static void vulnerability(JsonGenerator json, Finding f, PackageRef p, boolean system) {
        json.writeStartObject();
        json.writeStringProperty("VulnerabilityID", f.id());
        if (f.advisory().isPresent()) {
            AdvisoryRef a = f.advisory().get();
            List<String> vendor = new ArrayList<>();
            if (!a.source().equals(f.id())) {
                vendor.add(a.source());
            }
            if (!vendor.isEmpty()) {
                JsonOut.texts(json, "VendorIDs", vendor);
            }
        }
        json.writeStringProperty("PkgID", p.name() + "@" + p.version());
        json.writeStringProperty("PkgName", p.name());
        Evidence place = f.evidence().isEmpty() ? Evidence.of("") : f.evidence().getFirst();
        if (!system && place.path().startsWith("/")) {
            json.writeStringProperty("PkgPath", place.path().substring(1));
        }
        json.writeName("PkgIdentifier");
        json.writeStartObject();
        json.writeStringProperty("PURL", p.purl());
        json.writeEndObject();
        json.writeStringProperty("InstalledVersion", p.version());
        JsonOut.optional(json, "FixedVersion", String.join(", ", f.fixedIn()));
        json.writeStringProperty("Status", f.fixedIn().isEmpty() ? "affected" : "fixed");
        json.writeName("Layer");
        json.writeStartObject();
        JsonOut.optional(json, "DiffID", place.layer());
        json.writeEndObject();
        JsonOut.optional(json, "PrimaryURL", Links.of(f.id()));
        JsonOut.optional(json, "Title", f.title());
        json.writeStringProperty("Severity", severity(f.severity()));
        f.advisory().ifPresent(a -> advisory(json, a));
        json.writeEndObject();
    }

    /** Trivy knows no negligible. */
    private static String severity(Severity severity) {
        return severity == Severity.NEGLIGIBLE ? "LOW" : severity.text().toUpperCase(Locale.ROOT);
    }

    private static void advisory(JsonGenerator json, AdvisoryRef a) {
        if (a.cvss().isPresent()) {
            Finding.Cvss cvss = a.cvss().get();
            String version =
                    cvss.version().startsWith("2") ? "V2" : cvss.version().startsWith("4") ? "V40" : "V3";
            json.writeName("CVSS");
            json.writeStartObject();
            json.writeName(a.source().startsWith("GHSA-") ? "ghsa" : "osv");
            json.writeStartObject();
            json.writeStringProperty(version + "Vector", cvss.vector());
            json.writeNumberProperty(version + "Score", cvss.score());
            json.writeEndObject();
            json.writeEndObject();
        }
        List<String> references = new ArrayList<>();
        for (String id : a.aliases()) {
            if (!Links.of(id).isEmpty()) {
                references.add(Links.of(id));
            }
        }
        if (!references.isEmpty()) {
            JsonOut.texts(json, "References", references);
        }
        if (a.published().isPresent()) {
            json.writeStringProperty(
                    "PublishedDate",
                    a.published().get().truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
