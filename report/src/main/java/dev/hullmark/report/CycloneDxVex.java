package dev.hullmark.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the analyses of CycloneDX vulnerabilities (https://cyclonedx.org/docs/1.6/json/#vulnerabilities), in a document
 * of their own or beside the components. A version range ({@code vers:}) is not judged and waives nothing.
 */
final class CycloneDxVex {
    private final Json document;
    private final String name;
    private final Map<String, String> purls = new HashMap<>();

    CycloneDxVex(Json document, String name) {
        this.document = document;
        this.name = name;
    }

    static boolean is(Json document) {
        return document.text("bomFormat").equals("CycloneDX");
    }

    VexDocument read() {
        component(document.get("metadata").get("component"));
        components(document.get("components"));
        Instant written = VexText.time(document.get("metadata").text("timestamp"));
        String author = author(document.get("metadata"));
        List<VexStatement> statements = new ArrayList<>();
        int unread = 0;
        int number = 0;
        for (Json vulnerability : document.get("vulnerabilities").items()) {
            number++;
            Json analysis = vulnerability.get("analysis");
            if (analysis.text("state").isEmpty()) {
                continue;
            }
            Optional<VexStatus> status = status(analysis.text("state"));
            if (status.isEmpty()) {
                unread++;
                continue;
            }
            int before = statements.size();
            add(vulnerability, status.get(), author, written, name + ", vulnerability " + number, statements);
            unread += statements.size() == before ? 1 : 0;
        }
        return new VexDocument(name, statements, unread);
    }

    private void components(Json list) {
        for (Json component : list.items()) {
            component(component);
        }
    }

    private void component(Json component) {
        String purl = component.text("purl");
        if (!purl.isEmpty()) {
            purls.put(component.text("bom-ref").isEmpty() ? purl : component.text("bom-ref"), purl);
        }
        components(component.get("components"));
    }

    private String author(Json metadata) {
        for (String list : List.of("authors", "manufacturer", "supplier")) {
            for (Json one : list.equals("authors") ? metadata.get(list).items() : List.of(metadata.get(list))) {
                String author = VexText.line(one.text("name").isEmpty() ? one.text("email") : one.text("name"));
                if (!author.isEmpty()) {
                    return author;
                }
            }
        }
        return name;
    }

    private static Optional<VexStatus> status(String state) {
        return switch (state) {
            case "resolved", "resolved_with_pedigree" -> Optional.of(VexStatus.FIXED);
            case "not_affected", "false_positive" -> Optional.of(VexStatus.NOT_AFFECTED);
            case "in_triage" -> Optional.of(VexStatus.UNDER_INVESTIGATION);
            case "exploitable" -> Optional.of(VexStatus.AFFECTED);
            default -> Optional.empty();
        };
    }

    private void add(
            Json vulnerability,
            VexStatus status,
            String author,
            Instant written,
            String origin,
            List<VexStatement> statements) {
        List<String> ids = new ArrayList<>();
        ids.add(vulnerability.text("id"));
        for (Json reference : vulnerability.get("references").items()) {
            ids.add(reference.text("id"));
        }
        ids.removeIf(String::isBlank);
        Map<VexStatus, List<VexProduct>> products = new HashMap<>();
        for (Json affects : vulnerability.get("affects").items()) {
            affects(affects, status, products);
        }
        Json analysis = vulnerability.get("analysis");
        Instant updated = VexText.time(analysis.text("lastUpdated"));
        for (Map.Entry<VexStatus, List<VexProduct>> said : products.entrySet()) {
            if (!ids.isEmpty()) {
                statements.add(new VexStatement(
                        ids,
                        said.getKey(),
                        said.getValue(),
                        VexText.reason(said.getKey(), analysis.text("justification"), List.of(analysis.text("detail"))),
                        VexText.line(vulnerability.text("recommendation")),
                        author,
                        updated.equals(Instant.EPOCH) ? written : updated,
                        origin));
            }
        }
    }

    /** What is meant: the component, or where versions are listed just those, each with a status of its own. */
    private void affects(Json affects, VexStatus status, Map<VexStatus, List<VexProduct>> products) {
        String purl = purl(affects.text("ref"));
        List<Json> versions = affects.get("versions").items();
        if (versions.isEmpty()) {
            add(status, purl, products);
        }
        for (Json version : versions) {
            String number = version.text("version");
            if (!number.isEmpty()) {
                VexStatus own =
                        switch (version.text("status")) {
                            case "unaffected" -> VexStatus.NOT_AFFECTED;
                            case "unknown" -> VexStatus.UNDER_INVESTIGATION;
                            default -> status;
                        };
                add(own, VexTarget.withVersion(purl, number), products);
            }
        }
    }

    private static void add(VexStatus status, String id, Map<VexStatus, List<VexProduct>> products) {
        products.computeIfAbsent(status, s -> new ArrayList<>()).add(new VexProduct(List.of(id), List.of()));
    }

    /** The component's purl: by its reference here, or in the BOM-Link {@code urn:cdx:serial/version#reference}. */
    private String purl(String ref) {
        String local = ref;
        int hash = ref.indexOf('#');
        if (ref.startsWith("urn:cdx:") && hash > 0) {
            local = decoded(ref.substring(hash + 1));
        }
        return purls.getOrDefault(local, local);
    }

    private static String decoded(String text) {
        try {
            return text.startsWith("pkg%3A") || text.startsWith("pkg%3a")
                    ? URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8)
                    : text;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
