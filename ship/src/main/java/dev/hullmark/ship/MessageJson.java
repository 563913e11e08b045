package dev.hullmark.ship;

import dev.hullmark.model.Severity;
import dev.hullmark.ship.Message.Line;
import dev.hullmark.ship.Message.Section;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message as webhooks get it, and as it waits to be sent; docs/notifications.md has the contract. */
public final class MessageJson {
    private static final String SCHEMA = "hullmark/notification/1";
    private static final JsonMapper JSON = new JsonMapper();

    private MessageJson() {}

    public static String write(Message message) {
        ObjectNode body = JSON.createObjectNode();
        body.put("schema", SCHEMA).put("id", message.id()).put("event", message.event());
        body.put("title", message.title());
        message.severity().ifPresent(s -> body.put("severity", s.text()));
        body.put("at", message.at().toString());
        put(body, "link", message.link());
        ArrayNode sections = body.putArray("sections");
        for (Section section : message.sections()) {
            ObjectNode one = sections.addObject().put("event", section.event()).put("title", section.title());
            ArrayNode lines = one.putArray("lines");
            section.lines().forEach(line -> write(lines.addObject(), line));
            one.put("more", section.more());
        }
        return JSON.writeValueAsString(body);
    }

    private static void write(ObjectNode one, Line line) {
        one.put("subject", line.subject());
        line.severity().ifPresent(s -> one.put("severity", s.text()));
        put(one, "change", line.change());
        put(one, "what", line.what());
        put(one, "fixedIn", line.fixedIn());
        put(one, "cause", line.cause());
        one.put("images", line.images());
        ArrayNode names = one.putArray("names");
        line.names().forEach(names::add);
    }

    private static void put(ObjectNode to, String key, String value) {
        if (!value.isEmpty()) {
            to.put(key, value);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Message read(String text) {
        JsonNode body = JSON.readTree(text);
        return new Message(
                text(body, "id"),
                text(body, "event"),
                text(body, "title"),
                severity(body),
                Instant.parse(text(body, "at")),
                text(body, "link"),
                body.path("sections")
                        .valueStream()
                        .map(one -> new Section(
                                text(one, "event"),
                                text(one, "title"),
                                lines(one),
                                one.path("more").asInt(0)))
                        .toList());
    }

    private static List<Line> lines(JsonNode section) {
        return section.path("lines")
                .valueStream()
                .map(one -> new Line(
                        text(one, "subject"),
                        severity(one),
                        text(one, "change"),
                        text(one, "what"),
                        text(one, "fixedIn"),
                        text(one, "cause"),
                        one.path("images").asInt(0),
                        one.path("names").valueStream().map(JsonNode::asString).toList()))
                .toList();
    }

    private static Optional<Severity> severity(JsonNode node) {
        return Optional.of(text(node, "severity"))
                .filter(s -> !s.isEmpty())
                .map(s -> Severity.valueOf(s.toUpperCase(Locale.ROOT)));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
