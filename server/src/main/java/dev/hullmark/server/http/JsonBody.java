package dev.hullmark.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object that was sent as JSON. What is not as asked for is {@link Refused} with words for whoever sent it. */
public final class JsonBody {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 1 << 20;

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /** @param fields all that it may have: a word that was misspelt is not passed over */
    public static JsonBody of(ServerRequest request, String... fields) {
        JsonNode node;
        try {
            node = JSON.readTree(Answers.body(request, LARGEST));
        } catch (JacksonException e) {
            throw Refused.bad("The body is no JSON.");
        }
        if (!node.isObject()) {
            throw Refused.bad("The body is no JSON object.");
        }
        if (!Set.of(fields).containsAll(node.propertyNames())) {
            throw Refused.bad("The object may have these fields: " + String.join(", ", fields) + ".");
        }
        return new JsonBody(node);
    }

    /** @param most characters that are not control characters */
    public Optional<String> text(String field, int most) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(sound(field, value, most));
    }

    public String needed(String field, int most) {
        return text(field, most).orElseThrow(() -> Refused.bad("The field '" + field + "' is missing."));
    }

    public Optional<Boolean> flag(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw Refused.bad("The field '" + field + "' is to be true or false.");
        }
        return Optional.of(value.booleanValue());
    }

    public Optional<Integer> number(String field, int least, int most) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw Refused.bad("The field '" + field + "' is to be a number from " + least + " to " + most + ".");
        }
        return Optional.of(value.intValue());
    }

    /** @param each how long a text may be */
    public List<String> texts(String field, int most, int each) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most) {
            throw Refused.bad("The field '" + field + "' is to be a list of at most " + most + " texts.");
        }
        List<String> texts = new ArrayList<>();
        value.forEach(text -> texts.add(sound(field, text, each)));
        return texts;
    }

    private static String sound(String field, JsonNode value, int most) {
        if (!value.isString()
                || value.stringValue().length() > most
                || value.stringValue().chars().anyMatch(Character::isISOControl)) {
            throw Refused.bad("The field '" + field + "' is to be a text of at most " + most + " plain characters.");
        }
        return value.stringValue();
    }
}
