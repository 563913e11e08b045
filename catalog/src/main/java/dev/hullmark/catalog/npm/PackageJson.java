package dev.hullmark.catalog.npm;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * What is needed of a {@code package.json}. Reading stops as soon as all of it was seen.
 *
 * @param name as written, or ""
 * @param version without the {@code v} or {@code =} npm itself takes off, or ""
 * @param licences the field "license" as a text, an object with a "type" or a list of them; or the older "licenses"
 */
record PackageJson(String name, String version, List<String> licences) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    /** @throws IOException when it is no JSON object */
    static PackageJson parse(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("is not a JSON object");
            }
            return read(parser);
        } catch (JacksonException e) {
            throw new IOException("is not sound JSON: " + Texts.line(e.getOriginalMessage(), 120), e);
        }
    }

    private static PackageJson read(JsonParser parser) {
        String name = "";
        String version = "";
        List<String> licences = List.of();
        while ((name.isEmpty() || version.isEmpty() || licences.isEmpty())
                && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> name = text(parser, value);
                case "version" -> version = bare(text(parser, value));
                case "license", "licenses" -> licences = licences(parser, value);
                default -> parser.skipChildren();
            }
        }
        return new PackageJson(name, version, licences);
    }

    private static String text(JsonParser parser, JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getString().strip();
        }
        parser.skipChildren();
        return "";
    }

    private static String bare(String version) {
        int start = 0;
        while (start < version.length() - 1 && (version.charAt(start) == 'v' || version.charAt(start) == '=')) {
            start++;
        }
        return start > 0 && Character.isDigit(version.charAt(start)) ? version.substring(start) : version;
    }

    private static List<String> licences(JsonParser parser, JsonToken value) {
        List<String> licences = new ArrayList<>(1);
        if (value == JsonToken.START_ARRAY) {
            for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                licence(parser, t, licences);
            }
        } else {
            licence(parser, value, licences);
        }
        return licences;
    }

    private static void licence(JsonParser parser, JsonToken value, List<String> into) {
        String licence = "";
        if (value == JsonToken.VALUE_STRING) {
            licence = parser.getString();
        } else if (value == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                JsonToken inner = parser.nextToken();
                if (field.equals("type") || (licence.isEmpty() && field.equals("name"))) {
                    licence = text(parser, inner);
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        licence = Texts.line(licence, Limits.LICENCE);
        if (!licence.isEmpty() && into.size() < Limits.LICENCES) {
            into.add(licence);
        }
    }
}
