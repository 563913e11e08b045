package dev.hullmark.catalog;

import dev.hullmark.image.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON file field by field, never as a tree. Depth and lengths are bounded by the parser; a file cut off is an
 * error wherever it was read up to the cut.
 */
public final class JsonFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    private JsonFile() {}

    /** What to do with the file: the parser stands at the first token. */
    @FunctionalInterface
    public interface Reader {
        void read(JsonParser parser) throws IOException;
    }

    /** What to do with one field: the parser stands at its value, and must be left at its end. */
    @FunctionalInterface
    public interface Field {
        void read(String name) throws IOException;
    }

    /** @throws IOException when it is larger than {@code limit} bytes or no sound JSON */
    public static void read(Content content, int limit, Reader reader) throws IOException {
        if (content.size() > limit) {
            throw new Content.TooLargeException(content.size(), limit);
        }
        try (InputStream in = content.stream()) {
            read(in, reader);
        }
    }

    /** @param in read no further than its reader asks; who calls bounds it */
    public static void read(InputStream in, Reader reader) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), new BufferedInputStream(in))) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                throw new IOException("is neither a JSON object nor a list");
            }
            reader.read(parser);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("is not sound JSON: " + Texts.line(e.getOriginalMessage(), 120), e);
        }
    }

    /** As {@link #read(InputStream, Reader)}, of what must be an object. */
    public static void readObject(InputStream in, Reader reader) throws IOException {
        read(in, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("is not a JSON object");
            }
            reader.read(parser);
        });
    }

    /** Goes through the fields of the object the parser stands at; anything else is skipped. */
    public static void fields(JsonParser parser, Field field) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    /** Reads the value of one field of the object the parser stands at; every other is skipped. */
    public static void field(JsonParser parser, String wanted, Reader value) throws IOException {
        fields(parser, name -> {
            if (name.equals(wanted)) {
                value.read(parser);
            } else {
                parser.skipChildren();
            }
        });
    }

    /** Goes through the elements of the list the parser stands at; anything else is skipped. */
    public static void elements(JsonParser parser, Reader element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read(parser);
        }
    }

    /** The text the parser stands at; anything else is skipped and "". */
    public static String text(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString().strip();
        }
        parser.skipChildren();
        return "";
    }

    /** The text, or the list of texts, the parser stands at. */
    public static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>(1);
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            elements(parser, p -> {
                String text = text(p);
                if (!text.isEmpty() && texts.size() < Limits.LICENCES) {
                    texts.add(text);
                }
            });
        } else {
            String text = text(parser);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }
}
