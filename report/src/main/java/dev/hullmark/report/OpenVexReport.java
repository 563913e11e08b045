package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Purl;
import dev.hullmark.model.Report;
import dev.hullmark.model.Subject;
import dev.hullmark.sbom.JsonOut;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    private static final String NOT_AFFECTED = "not affected: ";

    /** Whose ids each name one vulnerability. */
    private static final List<String> SINGLE = List.of("GHSA-", "GO-", "PYSEC-", "RUSTSEC-", "MAL-");

    /** What is said alike of several packages. */
    private record Statement(String id, List<String> aliases, VexStatus status, String words) {}

    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) {
        Report report = outcome.report();
        Map<Statement, Set<String>> statements = statements(report.findings());
        String image = image(report.subject());
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
            for (Map.Entry<Statement, Set<String>> statement : statements.entrySet()) {
                write(json, statement.getKey(), statement.getValue(), image);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static Map<Statement, Set<String>> statements(List<Finding> findings) {
        Map<Statement, Set<String>> statements = new LinkedHashMap<>();
        for (Finding f : findings) {
            if ((f.kind() == Kind.VULNERABILITY || f.kind() == Kind.MALWARE)
                    && f.pkg().isPresent()) {
                statements
                        .computeIfAbsent(statement(f), s -> new LinkedHashSet<>())
                        .add(f.pkg().get().purl());
            }
        }
        return statements;
    }

    private static Statement statement(Finding f) {
        Set<String> aliases = new LinkedHashSet<>();
        f.advisory().ifPresent(a -> {
            if (names(a.source(), f.id())) {
                aliases.add(a.source());
            }
            aliases.addAll(a.aliases());
        });
        aliases.remove(f.id());
        List<String> others = List.copyOf(aliases);
        if (f.waived().isEmpty()) {
            String action = f.remediation().isEmpty() ? "no fix yet" : f.remediation();
            return new Statement(f.id(), others, VexStatus.AFFECTED, action);
        }
        String reason = reason(f.waived().get());
        boolean fixed = reason.equals("fixed") || reason.startsWith("fixed: ");
        return new Statement(f.id(), others, fixed ? VexStatus.FIXED : VexStatus.NOT_AFFECTED, reason);
    }

    /** Whether an advisory's id is another name of the vulnerability; an erratum's is not, for it tells of several. */
    private static boolean names(String source, String id) {
        for (String issuer : SINGLE) {
            if (source.startsWith(issuer)) {
                return true;
            }
        }
        return source.endsWith("-" + id);
    }

    private static String reason(Waived waived) {
        String until = waived.expires().isEmpty() ? "" : " until " + waived.expires();
        String by = waived.author().isEmpty() ? "" : " (" + waived.author() + until + ")";
        return waived.reason() + by;
    }

    private static void write(JsonGenerator json, Statement statement, Set<String> packages, String image) {
        json.writeStartObject();
        json.writeStringProperty(
                "@id", "urn:sha256:" + sha256(List.of(image, statement.toString(), packages.toString())));
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
            if (reason.startsWith(NOT_AFFECTED + justification.replace('_', ' '))) {
                return Optional.of(justification);
            }
        }
        return Optional.empty();
    }

    /** The image's package-url; "" for what is no image: then the packages themselves are the products. */
    private static String image(Subject subject) {
        ImageName name = ImageName.of(subject);
        if (name.host().isEmpty()
                && !(subject.kind().equals("image") && subject.digest().startsWith("sha256:"))) {
            return "";
        }
        Map<String, String> qualifiers = new TreeMap<>();
        String shortName;
        if (name.host().isEmpty()) {
            String file = subject.name().substring(subject.name().lastIndexOf('/') + 1);
            shortName = file.isEmpty() ? "image" : file;
        } else {
            shortName = name.shortName();
            qualifiers.put("repository_url", name.repository());
            if (!name.tag().isEmpty()) {
                qualifiers.put("tag", name.tag());
            }
        }
        return new Purl("oci", "", shortName, subject.digest(), qualifiers, "").canonical();
    }

    private static String id(String image, Subject subject, Map<Statement, Set<String>> statements) {
        List<String> parts = new ArrayList<>(List.of(image, subject.kind(), subject.name(), subject.digest()));
        statements.forEach((statement, packages) -> {
            parts.add(statement.toString());
            parts.addAll(packages);
        });
        return sha256(parts);
    }

    private static String sha256(List<String> parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
