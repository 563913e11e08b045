package dev.hullmark.advisories;

import java.util.Collection;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Values of a kind not expected count as absent: one odd field must not cost the record. */
final class Json {
    private Json() {}

    /** The string under the parser, cut after {@code limit} characters; "" for anything else, which is skipped. */
    static String text(JsonParser in, int limit) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            in.skipChildren();
            return "";
        }
        String text = in.getString();
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    /** Adds the strings of the array under the parser, up to {@code count} in all; longer ones than {@code limit} not. */
    static void texts(JsonParser in, Collection<String> into, int count, int limit) {
        if (!in.isExpectedStartArrayToken()) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            String text = text(in, limit + 1);
            if (!text.isEmpty() && text.length() <= limit && into.size() < count) {
                into.add(text);
            }
        }
    }
}
