package dev.hullmark.report;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A bounded JSON document as a tree, for formats whose parts point at one another in any order. What is absent, or of
 * another kind than asked for, reads as nothing: "", no items, no fields.
 */
sealed interface Json {
    record Fields(Map<String, Json> all) implements Json {}

    record Items(List<Json> all) implements Json {}

    /** A text, number or truth value. */
    record Scalar(String value) implements Json {}

    private static Json nothing() {
        return new Scalar("");
    }

    default Json get(String name) {
        return this instanceof Fields(Map<String, Json> all) ? all.getOrDefault(name, nothing()) : nothing();
    }

    default boolean has(String name) {
        return this instanceof Fields(Map<String, Json> all) && all.containsKey(name);
    }

    default Map<String, Json> fields() {
        return this instanceof Fields(Map<String, Json> all) ? all : Map.of();
    }

    default List<Json> items() {
        return this instanceof Items(List<Json> all) ? all : List.of();
    }

    default String text() {
        return this instanceof Scalar(String value) ? value : "";
    }

    default String text(String name) {
        return get(name).text();
    }

    /** The texts of a list. */
    default List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Json item : items()) {
            if (!item.text().isEmpty()) {
                texts.add(item.text());
            }
        }
        return texts;
    }

    /** @param name the document, as messages name it */
    static Json read(InputStream in, String name) {
        try (JsonParser parser = Reader.FACTORY.createParser(ObjectReadContext.empty(), in)) {
            parser.nextToken();
            return new Reader(parser, name).value();
        } catch (JacksonException e) {
            throw new VexException("'" + name + "' is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Builds the tree. */
    final class Reader {
        private static final JsonFactory FACTORY = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Limits.VEX_DEPTH)
                        .maxStringLength(Limits.VEX_TEXT)
                        .maxDocumentLength(Limits.VEX_FILE)
                        .build())
                .build();

        private final JsonParser parser;
        private final String name;
        private int values;

        private Reader(JsonParser parser, String name) {
            this.parser = parser;
            this.name = name;
        }

        private Json value() {
            if (++values > Limits.VEX_VALUES) {
                throw new VexException("'" + name + "' holds more than " + Limits.VEX_VALUES + " values");
            }
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT) {
                Map<String, Json> fields = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String field = parser.currentName();
                    parser.nextToken();
                    fields.put(field, value());
                }
                return new Fields(fields);
            }
            if (token == JsonToken.START_ARRAY) {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value());
                }
                return new Items(items);
            }
            return token == null || token == JsonToken.VALUE_NULL ? new Scalar("") : new Scalar(parser.getString());
        }
    }
}
