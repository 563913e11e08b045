package dev.hullmark.sbom;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Pulls a bounded JSON document apart, one value at a time, so that memory follows what is kept and not what is sent.
 *
 * <pre>{@code
 * in.object();
 * while (in.field()) {
 *     switch (in.name()) {
 *         case "name" -> name = in.text();
 *         default -> in.skip();
 *     }
 * }
 * }</pre>
 *
 * Each value must be consumed by exactly one of {@code object}, {@code array}, {@code text}, {@code number} or
 * {@code skip}. A JSON null reads as an absent value: no fields, no items, "" or 0.
 */
public final class JsonIn implements AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DEPTH)
                    .maxDocumentLength(Limits.DOCUMENT)
                    .maxStringLength(Limits.TEXT)
                    .build())
            .build();

    private final JsonParser parser;
    private String name = "";
    private boolean absent;
    private int entries;

    public JsonIn(InputStream in) {
        parser = FACTORY.createParser(ObjectReadContext.empty(), in);
        parser.nextToken();
    }

    JsonIn(String text) {
        parser = FACTORY.createParser(ObjectReadContext.empty(), text);
        parser.nextToken();
    }

    /** Enters an object. */
    public void object() {
        expect(JsonToken.START_OBJECT, "an object");
    }

    /** Enters an array. */
    public void array() {
        expect(JsonToken.START_ARRAY, "a list");
    }

    private void expect(JsonToken wanted, String what) {
        JsonToken token = parser.currentToken();
        absent = token == JsonToken.VALUE_NULL;
        if (token != wanted && !absent) {
            throw wrong("expected " + what);
        }
    }

    /** Moves to the next field's value; false at the end of the object. */
    public boolean field() {
        if (ended() || parser.nextToken() != JsonToken.PROPERTY_NAME) {
            return false;
        }
        name = parser.currentName();
        parser.nextToken();
        return true;
    }

    /** The name of the field that {@link #field} moved to. */
    public String name() {
        return name;
    }

    /** Moves to the next item; false at the end of the array. */
    public boolean item() {
        return !ended() && parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** Whether the object or array just entered is a null, which has nothing inside. */
    private boolean ended() {
        boolean was = absent;
        absent = false;
        return was;
    }

    /** A scalar as text. */
    public String text() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token == null || !token.isScalarValue()) {
            throw wrong("expected a text");
        }
        return parser.getString();
    }

    public int number() {
        return isNumber() ? parser.getIntValue() : 0;
    }

    /** A whole number of up to 64 bits. */
    public long largeNumber() {
        return isNumber() ? parser.getLongValue() : 0;
    }

    private boolean isNumber() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NULL && token != JsonToken.VALUE_NUMBER_INT) {
            throw wrong("expected a whole number");
        }
        return token != JsonToken.VALUE_NULL;
    }

    public boolean bool() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrong("expected true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    public List<String> texts() {
        List<String> all = new ArrayList<>();
        array();
        while (item()) {
            all.add(text());
            bound(all.size(), Limits.ENTRIES, "entries");
        }
        return all;
    }

    /** Whether the current value is an object. */
    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** Leaves the current value out, whatever it is. */
    public void skip() {
        parser.skipChildren();
    }

    /** Counts one more of something and refuses to hold too many. */
    public void bound(int count, int limit, String what) {
        if (count > limit || ++entries > Limits.ALL_ENTRIES) {
            throw wrong("holds more than " + Math.min(limit, Limits.ALL_ENTRIES) + " " + what);
        }
    }

    /** What is wrong here, with the place. */
    public SbomException wrong(String what) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new SbomException("line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + what);
    }

    @Override
    public void close() {
        parser.close();
    }
}
