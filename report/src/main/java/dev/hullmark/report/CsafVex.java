package dev.hullmark.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads CSAF 2.0 documents (https://docs.oasis-open.org/csaf/csaf/v2.0/), profile {@code csaf_vex}. */
final class CsafVex {
    private final Json document;
    private final String name;
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, Part> parts = new HashMap<>();

    /** A product that is one as a part of another. */
    private record Part(String part, String whole) {}

    CsafVex(Json document, String name) {
        this.document = document;
        this.name = name;
    }

    static boolean is(Json document) {
        return !document.get("document").text("csaf_version").isEmpty();
    }

    VexDocument read() {
        Json tree = document.get("product_tree");
        branches(tree);
        for (Json product : tree.get("full_product_names").items()) {
            product(product);
        }
        for (Json relation : tree.get("relationships").items()) {
            Json product = relation.get("full_product_name");
            product(product);
            parts.put(
                    product.text("product_id"),
                    new Part(relation.text("product_reference"), relation.text("relates_to_product_reference")));
        }
        Json head = document.get("document");
        String publisher = VexText.line(head.get("publisher").text("name"));
        Instant written = VexText.time(head.get("tracking").text("current_release_date"));
        List<VexStatement> statements = new ArrayList<>();
        int number = 0;
        for (Json vulnerability : document.get("vulnerabilities").items()) {
            number++;
            vulnerability(
                    vulnerability,
                    publisher.isEmpty() ? name : publisher,
                    written,
                    name + ", vulnerability " + number,
                    statements);
        }
        return new VexDocument(name, statements, 0);
    }

    private void branches(Json holder) {
        for (Json branch : holder.get("branches").items()) {
            product(branch.get("product"));
            branches(branch);
        }
    }

    private void product(Json product) {
        List<String> ids = new ArrayList<>();
        Json helper = product.get("product_identification_helper");
        for (String field : List.of("purl", "cpe")) {
            if (!helper.text(field).isEmpty()) {
                ids.add(helper.text(field));
            }
        }
        for (Json hashes : helper.get("hashes").items()) {
            for (Json hash : hashes.get("file_hashes").items()) {
                if (hash.text("algorithm").equals("sha256")) {
                    ids.add("sha256:" + hash.text("value"));
                }
            }
        }
        if (!product.text("product_id").isEmpty() && !ids.isEmpty()) {
            names.put(product.text("product_id"), ids);
        }
    }

    private void vulnerability(
            Json vulnerability, String author, Instant written, String origin, List<VexStatement> statements) {
        List<String> ids = new ArrayList<>();
        if (!vulnerability.text("cve").isEmpty()) {
            ids.add(vulnerability.text("cve"));
        }
        for (Json id : vulnerability.get("ids").items()) {
            if (!id.text("text").isEmpty()) {
                ids.add(id.text("text"));
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        Map<String, String> flags = details(vulnerability.get("flags"), "label");
        Map<String, String> impacts = details(vulnerability.get("threats"), "details");
        Map<String, String> actions = details(vulnerability.get("remediations"), "details");
        for (Map.Entry<String, Json> list :
                vulnerability.get("product_status").fields().entrySet()) {
            if (status(list.getKey()).isEmpty()) {
                continue;
            }
            VexStatus status = status(list.getKey()).get();
            Map<List<String>, List<VexProduct>> same = new LinkedHashMap<>();
            for (String product : list.getValue().texts()) {
                List<String> words = List.of(
                        flags.getOrDefault(product, ""),
                        status.waives() ? impacts.getOrDefault(product, "") : "",
                        actions.getOrDefault(product, ""));
                same.computeIfAbsent(words, w -> new ArrayList<>()).add(resolved(product));
            }
            for (Map.Entry<List<String>, List<VexProduct>> said : same.entrySet()) {
                List<String> words = said.getKey();
                statements.add(new VexStatement(
                        ids,
                        status,
                        said.getValue(),
                        VexText.reason(status, words.get(0), List.of(words.get(1))),
                        VexText.line(words.get(2)),
                        author,
                        written,
                        origin));
            }
        }
    }

    private static Optional<VexStatus> status(String list) {
        return switch (list) {
            case "fixed", "first_fixed" -> Optional.of(VexStatus.FIXED);
            case "known_not_affected" -> Optional.of(VexStatus.NOT_AFFECTED);
            case "known_affected", "first_affected", "last_affected" -> Optional.of(VexStatus.AFFECTED);
            case "under_investigation" -> Optional.of(VexStatus.UNDER_INVESTIGATION);
            default -> Optional.empty();
        };
    }

    /** By product, what a list says of it. */
    private static Map<String, String> details(Json list, String field) {
        Map<String, String> details = new HashMap<>();
        for (Json one : list.items()) {
            for (String product : one.get("product_ids").texts()) {
                details.putIfAbsent(product, one.text(field));
            }
        }
        return details;
    }

    private VexProduct resolved(String product) {
        List<List<String>> subcomponents = new ArrayList<>();
        String whole = product;
        // A module's package is a part of a part.
        for (int depth = 0; depth < Limits.VEX_DEPTH && !names.containsKey(whole); depth++) {
            Part part = parts.get(whole);
            if (part == null) {
                break;
            }
            if (subcomponents.isEmpty()) {
                subcomponents.add(names.getOrDefault(part.part(), List.of(part.part())));
            }
            whole = part.whole();
        }
        return new VexProduct(names.getOrDefault(whole, List.of(whole)), subcomponents);
    }
}
