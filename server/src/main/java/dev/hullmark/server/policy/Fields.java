package dev.hullmark.server.policy;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.http.Answer;
import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Refused;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what was sent strictly: a mistyped word would let something pass, or fail to. */
final class Fields {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TEXT = 2000;
    private static final int ITEMS = 200;

    private final JsonNode object;
    private final String what;

    private Fields(JsonNode object, String what) {
        this.object = object;
        this.what = what;
    }

    /** What was sent is not what was asked for; the sentence says why. */
    static final class Wrong extends HullmarkException {
        private static final long serialVersionUID = 1;

        private final String field;

        Wrong(String sentence) {
            this("", sentence);
        }

        /** @param field that is wrong, as the API names it */
        Wrong(String field, String sentence) {
            super(sentence);
            this.field = field;
        }

        /** For pages, which say it beside the field. */
        Refused refused() {
            return Refused.bad(field, String.valueOf(getMessage()));
        }
    }

    /** Answers 400 with the sentence where something is wrong. */
    static Answer checked(Answer answer) {
        return (request, response, caller) -> {
            try {
                answer.to(request, response, caller);
            } catch (Wrong e) {
                Answers.error(response, Status.BAD_REQUEST_400, String.valueOf(e.getMessage()));
            }
        };
    }

    static Fields of(ServerRequest request, String what, Set<String> known) {
        return of(Answers.body(request), what, known);
    }

    static Fields of(byte[] body, String what, Set<String> known) {
        try {
            return of(JSON.readTree(body), what, known);
        } catch (JacksonException e) {
            throw new Wrong("Send " + what + " as a JSON object.");
        }
    }

    private static Fields of(JsonNode node, String what, Set<String> known) {
        if (!node.isObject()) {
            throw new Wrong("Send " + what + " as a JSON object.");
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw new Wrong("'" + clip(name) + "' is no field of " + what + "; known are "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
        return new Fields(node, what);
    }

    static String clip(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** An object in it; an empty one when it is missing. */
    Fields object(String name, Set<String> known) {
        return of(object.has(name) ? object.path(name) : JSON.createObjectNode(), "'" + name + "' of " + what, known);
    }

    /** As it was sent, for what is kept. */
    String json() {
        return object.toString();
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** A text without blanks around it; "" when it is missing. */
    String text(String name) {
        if (!object.has(name)) {
            return "";
        }
        return text(object.path(name), name);
    }

    private String text(JsonNode node, String name) {
        String text = node.isString() ? node.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new Wrong(
                    name,
                    "'" + name + "' of " + what + " must be a text of 1 to " + TEXT
                            + " characters without line breaks.");
        }
        return text;
    }

    String needed(String name) {
        if (!object.has(name)) {
            throw new Wrong(name, "Say '" + name + "' of " + what + ".");
        }
        return text(name);
    }

    boolean flag(String name) {
        if (object.has(name) && !object.path(name).isBoolean()) {
            throw new Wrong(name, "'" + name + "' of " + what + " must be true or false.");
        }
        return object.path(name).booleanValue(false);
    }

    /** From 0; empty when it is missing. */
    Optional<Integer> number(String name) {
        if (!object.has(name)) {
            return Optional.empty();
        }
        if (!object.path(name).isInt() || object.path(name).intValue() < 0) {
            throw new Wrong(name, "'" + name + "' of " + what + " must be a number from 0.");
        }
        return Optional.of(object.path(name).intValue());
    }

    /** Texts; none when it is missing. */
    List<String> texts(String name) {
        if (!object.has(name)) {
            return List.of();
        }
        JsonNode list = object.path(name);
        if (!list.isArray() || list.size() > ITEMS) {
            throw new Wrong(name, "'" + name + "' of " + what + " must be a list of at most " + ITEMS + " texts.");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(text(item, name)));
        return texts;
    }

    /** {@code 12h}, {@code 7d}, {@code 2w}; empty when it is missing. */
    Optional<Duration> length(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        long count = text.matches("[0-9]{1,5}[hdw]") ? Long.parseLong(text.substring(0, text.length() - 1)) : 0;
        if (count == 0) {
            throw new Wrong(name, "'" + name + "' of " + what + " must be a length of time like 12h, 7d or 2w.");
        }
        return Optional.of(
                switch (text.charAt(text.length() - 1)) {
                    case 'h' -> Duration.ofHours(count);
                    case 'd' -> Duration.ofDays(count);
                    default -> Duration.ofDays(7 * count);
                });
    }
}
