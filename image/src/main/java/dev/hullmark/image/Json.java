package dev.hullmark.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A small JSON document as a tree that forgives: what is missing or of another kind reads as empty. Made with the
 * streaming parser alone, for binding would cost more time at the start of a scan than all documents together.
 */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.JSON_DEPTH)
                    .build())
            .build();
    /** What is missing. */
    static final Json NOTHING = new Json("");

    /** A Map, a List, a String, a Long or a Boolean. */
    private final Object value;

    private Json(Object value) {
        this.value = value;
    }

    /** Reads a document; empty when it is none. */
    static Optional<Json> parse(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            JsonToken first = parser.nextToken();
            return first == null ? Optional.empty() : Optional.of(read(parser, first));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Json read(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    fields.put(name, read(parser, parser.nextToken()));
                }
                yield new Json(fields);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken();
                        next != JsonToken.END_ARRAY && next != null;
                        next = parser.nextToken()) {
                    items.add(read(parser, next));
                }
                yield new Json(items);
            }
            case VALUE_STRING -> new Json(parser.getString());
            case VALUE_NUMBER_INT -> new Json(integer(parser));
            case VALUE_TRUE -> new Json(true);
            default -> NOTHING;
        };
    }

    private static Object integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> "";
        };
    }

    boolean isObject() {
        return value instanceof Map;
    }

    boolean isList() {
        return value instanceof List;
    }

    /** A field of an object. */
    Json get(String name) {
        return fields().getOrDefault(name, NOTHING);
    }

    @SuppressWarnings("unchecked") // only read() makes one
    Map<String, Json> fields() {
        return value instanceof Map ? (Map<String, Json>) value : Map.of();
    }

    @SuppressWarnings("unchecked") // only read() makes one
    List<Json> items() {
        return value instanceof List ? (List<Json>) value : List.of();
    }

    /** The texts of a list; what is no text is left out. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Json item : items()) {
            if (item.value instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    String text() {
        return value instanceof String text ? text : "";
    }

    /** A whole number, or 0. */
    long number() {
        return value instanceof Long number ? number : 0;
    }

    /** Only {@code true} is. */
    boolean isTrue() {
        return value instanceof Boolean;
    }
}
