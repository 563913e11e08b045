package dev.hullmark.ship;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts an Adaptive Card to a workflow of Power Automate ("When a Teams webhook request is received"). Texts are runs of a
 * RichTextBlock, in which no Markdown is read.
 */
final class TeamsSink implements Sink {
    private static final JsonMapper JSON = new JsonMapper();

    private final SinkSettings.Teams settings;
    private final Poster poster;

    TeamsSink(SinkSettings.Teams settings, Poster poster) {
        this.settings = settings;
        this.poster = poster;
    }

    @Override
    public Outcome send(Message message) {
        return poster.post(settings.url(), body(message), Map.of());
    }

    static String body(Message message) {
        ObjectNode body = JSON.createObjectNode().put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard").put("version", "1.4");
        ArrayNode texts = card.putArray("body");
        run(text(texts), message.title(), true);
        Parts parts = Parts.of(message, Limits.TEAMS_TEXTS);
        for (Parts.Part part : parts.shown()) {
            ArrayNode runs = text(texts);
            run(runs, part.head() + " ", true);
            run(runs, part.detail(), false);
        }
        if (parts.more() > 0) {
            run(text(texts), "and " + parts.more() + " more", false);
        }
        if (!message.link().isEmpty()) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Read more")
                    .put("url", message.link());
        }
        return JSON.writeValueAsString(body);
    }

    private static ArrayNode text(ArrayNode texts) {
        return texts.addObject().put("type", "RichTextBlock").putArray("inlines");
    }

    private static void run(ArrayNode runs, String text, boolean strong) {
        if (!text.isEmpty()) {
            ObjectNode run = runs.addObject().put("type", "TextRun").put("text", Words.clean(text));
            if (strong) {
                run.put("weight", "Bolder");
            }
        }
    }
}
