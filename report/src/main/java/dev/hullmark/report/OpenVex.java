package dev.hullmark.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads OpenVEX (https://github.com/openvex/spec), 0.2.0 and the older form in which products and vulnerabilities were
 * plain texts.
 */
final class OpenVex {
    private final Json document;
    private final String name;
    private final List<String> about;

    /** @param about the digests an attestation is about: the product of statements that name none */
    OpenVex(Json document, String name, List<String> about) {
        this.document = document;
        this.name = name;
        this.about = about;
    }

    static boolean is(Json document) {
        return document.text("@context").startsWith("https://openvex.dev/")
                || (document.has("statements") && document.has("@id"));
    }

    VexDocument read() {
        String author = document.text("author").isBlank() ? name : VexText.line(document.text("author"));
        Instant written = time(document, Instant.EPOCH);
        List<VexStatement> statements = new ArrayList<>();
        int unread = 0;
        int number = 0;
        for (Json statement : document.get("statements").items()) {
            number++;
            Optional<VexStatement> read = statement(statement, author, written, name + ", statement " + number);
            read.ifPresent(statements::add);
            unread += read.isPresent() ? 0 : 1;
        }
        return new VexDocument(name, statements, unread);
    }

    private static Instant time(Json holder, Instant otherwise) {
        for (String field : List.of("last_updated", "timestamp")) {
            Instant time = VexText.time(holder.text(field));
            if (!time.equals(Instant.EPOCH)) {
                return time;
            }
        }
        return otherwise;
    }

    private Optional<VexStatement> statement(Json statement, String author, Instant written, String origin) {
        Optional<VexStatus> status = VexStatus.of(statement.text("status"));
        List<String> ids = vulnerability(statement.get("vulnerability"));
        List<List<String>> oldParts = components(statement.get("subcomponents"));
        List<VexProduct> products = new ArrayList<>();
        for (Json product : statement.get("products").items()) {
            List<List<String>> parts = new ArrayList<>(components(product.get("subcomponents")));
            parts.addAll(oldParts);
            products.add(new VexProduct(component(product), parts));
        }
        if (products.isEmpty() && !about.isEmpty()) {
            products.add(new VexProduct(about, oldParts));
        }
        if (status.isEmpty() || ids.isEmpty() || products.isEmpty()) {
            return Optional.empty();
        }
        String supplier = VexText.line(statement.text("supplier"));
        return Optional.of(new VexStatement(
                ids,
                status.get(),
                products,
                VexText.reason(
                        status.get(),
                        statement.text("justification"),
                        List.of(statement.text("impact_statement"), statement.text("status_notes"))),
                VexText.line(statement.text("action_statement")),
                supplier.isEmpty() ? author : supplier,
                time(statement, written),
                origin));
    }

    private static List<String> vulnerability(Json vulnerability) {
        List<String> ids = new ArrayList<>();
        for (String id : List.of(vulnerability.text(), vulnerability.text("name"))) {
            if (!id.isBlank()) {
                ids.add(id.strip());
            }
        }
        ids.addAll(vulnerability.get("aliases").texts());
        return ids;
    }

    private static List<List<String>> components(Json list) {
        List<List<String>> components = new ArrayList<>();
        for (Json component : list.items()) {
            components.add(component(component));
        }
        return components;
    }

    /** Every name of a component. */
    private static List<String> component(Json component) {
        List<String> ids = new ArrayList<>();
        for (String id : List.of(component.text(), component.text("@id"))) {
            if (!id.isBlank()) {
                ids.add(id.strip());
            }
        }
        for (Json id : component.get("identifiers").fields().values()) {
            if (!id.text().isBlank() && !ids.contains(id.text())) {
                ids.add(id.text());
            }
        }
        for (Map.Entry<String, Json> hash : component.get("hashes").fields().entrySet()) {
            if (hash.getKey().equals("sha-256")) {
                ids.add("sha256:" + hash.getValue().text().toLowerCase(Locale.ROOT));
            }
        }
        return ids;
    }
}
