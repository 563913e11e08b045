package dev.hullmark.advisories;

import dev.hullmark.model.MalformedPurlException;
import dev.hullmark.model.Purl;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The products of one CSAF document (https://docs.oasis-open.org/csaf/csaf/v2.0/, product tree), as Red Hat builds it. */
final class Csaf {
    private final Map<String, String> cpes = new HashMap<>();
    private final Map<String, String> purls = new HashMap<>();
    private final Map<String, Relation> relations = new HashMap<>();
    private int parts;

    private record Relation(String part, String whole) {}

    /**
     * A package of a release.
     *
     * @param cpe the product it is a part of
     * @param module {@code nodejs:18}, or ""
     * @param name the package
     * @param evr its version, or "" when every one is meant
     * @param arch {@code src} for a source, or ""
     */
    record Component(String cpe, String module, String name, String evr, String arch) {}

    /** Reads the object under the parser. */
    void readTree(JsonParser in) throws BadRecordException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "branches" -> branches(in);
                case "relationships" -> relationships(in);
                default -> in.skipChildren();
            }
        }
    }

    private void branches(JsonParser in) throws BadRecordException {
        if (!in.isExpectedStartArrayToken()) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.isExpectedStartObjectToken()) {
                in.skipChildren();
                continue;
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "branches" -> branches(in);
                    case "product" -> product(in);
                    default -> in.skipChildren();
                }
            }
        }
    }

    private String product(JsonParser in) throws BadRecordException {
        String id = "";
        String cpe = "";
        String purl = "";
        if (!in.isExpectedStartObjectToken()) {
            in.skipChildren();
            return "";
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals("product_id")) {
                id = Json.text(in, Limits.NAME_CHARS);
            } else if (field.equals("product_identification_helper") && in.isExpectedStartObjectToken()) {
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String kind = in.currentName();
                    in.nextToken();
                    switch (kind) {
                        case "cpe" -> cpe = Json.text(in, Limits.NAME_CHARS);
                        case "purl" -> purl = Json.text(in, Limits.NAME_CHARS);
                        default -> in.skipChildren();
                    }
                }
            } else {
                in.skipChildren();
            }
        }
        if (!cpe.isEmpty()) {
            cpes.put(id, cpe);
        }
        if (!purl.isEmpty()) {
            purls.put(id, purl);
        }
        count();
        return id;
    }

    private void relationships(JsonParser in) throws BadRecordException {
        if (!in.isExpectedStartArrayToken()) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.isExpectedStartObjectToken()) {
                in.skipChildren();
                continue;
            }
            String id = "";
            String part = "";
            String whole = "";
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "full_product_name" -> id = product(in);
                    case "product_reference" -> part = Json.text(in, Limits.NAME_CHARS);
                    case "relates_to_product_reference" -> whole = Json.text(in, Limits.NAME_CHARS);
                    default -> in.skipChildren();
                }
            }
            relations.put(id, new Relation(part, whole));
            count();
        }
    }

    private void count() throws BadRecordException {
        if (++parts > Limits.CSAF_PARTS) {
            throw new BadRecordException("too many products");
        }
    }

    /** What a product id stands for; nothing for what is no package of a product with a CPE. */
    Optional<Component> component(String id) {
        Relation relation = relations.get(id);
        if (relation == null) {
            return Optional.empty();
        }
        String module = "";
        String whole = relation.whole();
        Relation outer = relations.get(whole);
        if (outer != null) {
            // A package of a module of a release.
            module = purl(outer.part()).map(Csaf::stream).orElse("");
            whole = outer.whole();
        }
        String cpe = cpes.get(whole);
        if (cpe == null) {
            return Optional.empty();
        }
        Optional<Purl> purl = purl(relation.part());
        return purl.isPresent()
                ? Optional.of(component(cpe, module, purl.get()))
                : unnamed(cpe, module, relation.part());
    }

    private static Component component(String cpe, String module, Purl purl) {
        String stream = module;
        String inside = purl.qualifiers().getOrDefault("rpmmod", "");
        if (stream.isEmpty() && !inside.isEmpty()) {
            stream = firstTwo(inside);
        }
        if (purl.type().equals("rpmmod") && purl.namespace().startsWith("redhat/")) {
            // pkg:rpmmod/redhat/nodejs:18/nodejs
            stream = purl.namespace().substring("redhat/".length());
        }
        String epoch = purl.qualifiers().getOrDefault("epoch", "");
        String evr = purl.version().isEmpty() ? "" : Fixes.evr(epoch, purl.version(), "");
        return new Component(cpe, stream, purl.name(), evr, purl.qualifiers().getOrDefault("arch", ""));
    }

    /** Some products have no purl, just their name for an id: {@code gcc}, {@code nodejs:18/nodejs}. */
    private static Optional<Component> unnamed(String cpe, String module, String id) {
        int slash = id.lastIndexOf('/');
        String stream = slash > 0 && id.indexOf(':') > 0 ? id.substring(0, slash) : module;
        String name = slash > 0 ? id.substring(slash + 1) : id;
        boolean plain = !name.isEmpty() && name.indexOf(':') < 0 && name.indexOf(' ') < 0;
        return plain ? Optional.of(new Component(cpe, stream, name, "", "")) : Optional.empty();
    }

    private Optional<Purl> purl(String product) {
        String text = purls.get(product);
        try {
            return text == null ? Optional.empty() : Optional.of(Purl.parse(text));
        } catch (MalformedPurlException e) {
            return Optional.empty();
        }
    }

    /** {@code nodejs:18} of {@code pkg:rpmmod/redhat/nodejs@18:8090020231030:a75119d5}. */
    private static String stream(Purl purl) {
        return purl.type().equals("rpmmod") ? firstTwo(purl.name() + ":" + purl.version()) : "";
    }

    private static String firstTwo(String text) {
        int first = text.indexOf(':');
        int second = first < 0 ? -1 : text.indexOf(':', first + 1);
        return second < 0 ? text : text.substring(0, second);
    }
}
