package dev.hullmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A small YAML document as a tree, for files of other tools whose keys come in any order. Nothing is expanded, so a small
 * file stays small.
 *
 * @param line where it begins
 * @param text a scalar's; "" for the others
 * @param items a list's
 * @param fields a map's, in order
 */
record YamlTree(int line, String text, List<YamlTree> items, Map<String, YamlTree> fields) {
    static final YamlTree NOTHING = new YamlTree(0, "", List.of(), Map.of());
    private static final int DEPTH = 20;

    /** @param name the file, as messages name it */
    static YamlTree parse(String name, String yaml) {
        try (YAMLParser parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            return parser.nextToken() == null ? NOTHING : read(name, parser, 0);
        } catch (JacksonException e) {
            throw new WaiverException("'" + name + "' is not valid YAML: " + firstLine(e.getOriginalMessage()), e);
        } catch (WaiverException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WaiverException(
                    "'" + name + "' is not valid YAML: " + firstLine(String.valueOf(e.getMessage())), e);
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static YamlTree read(String name, YAMLParser parser, int depth) {
        int line = Math.max(1, parser.currentTokenLocation().getLineNr());
        if (depth > DEPTH || parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw new WaiverException(
                    "'" + name + "', line " + line + ": aliases, anchors and deep nesting are not allowed");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<YamlTree> items = new ArrayList<>();
            while (step(name, parser) != JsonToken.END_ARRAY) {
                items.add(read(name, parser, depth + 1));
                if (items.size() > Limits.WAIVERS) {
                    throw new WaiverException("'" + name + "' holds a list of more than " + Limits.WAIVERS);
                }
            }
            return new YamlTree(line, "", items, Map.of());
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, YamlTree> fields = new LinkedHashMap<>();
            while (step(name, parser) == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                step(name, parser);
                fields.put(field, read(name, parser, depth + 1));
            }
            return new YamlTree(line, "", List.of(), fields);
        }
        return new YamlTree(
                line, token == JsonToken.VALUE_NULL ? "" : parser.getString().strip(), List.of(), Map.of());
    }

    private static JsonToken step(String name, YAMLParser parser) {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new WaiverException("'" + name + "' ends too early");
        }
        return token;
    }

    YamlTree field(String name) {
        return fields.getOrDefault(name, NOTHING);
    }

    /** A list's scalars, or a lone scalar as a list of one. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (YamlTree item : items) {
            texts.add(item.text());
        }
        if (!text.isEmpty()) {
            texts.add(text);
        }
        return texts;
    }
}
