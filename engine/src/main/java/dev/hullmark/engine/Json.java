package dev.hullmark.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as trees; what is absent or of another type reads as empty. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** @throws JacksonException when it isn't JSON */
    static JsonNode parse(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    /** A file of the user's configuration. */
    static JsonNode file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(WireInput.all(in, Limits.CONFIG_BYTES));
        } catch (IOException e) {
            throw new EngineException("can't read " + file + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new EngineException(file + " is not valid JSON: repair or remove it", e);
        }
    }

    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array.isArray()) {
            for (JsonNode item : array) {
                if (item.isString()) {
                    texts.add(item.stringValue());
                }
            }
        }
        return texts;
    }

    static Map<String, String> textMap(JsonNode object) {
        Map<String, String> map = new TreeMap<>();
        if (object.isObject()) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue().isString()) {
                    map.put(field.getKey(), field.getValue().stringValue());
                }
            }
        }
        return map;
    }
}
