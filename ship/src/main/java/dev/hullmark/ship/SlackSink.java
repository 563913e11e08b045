package dev.hullmark.ship;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Posts to an incoming webhook of Slack: Block Kit, in which {@code &}, {@code <} and {@code >} are escaped. */
final class SlackSink implements Sink {
    private static final int HEADER_CHARS = 150;
    private static final JsonMapper JSON = new JsonMapper();

    private final SinkSettings.Slack settings;
    private final Poster poster;

    SlackSink(SinkSettings.Slack settings, Poster poster) {
        this.settings = settings;
        this.poster = poster;
    }

    @Override
    public Outcome send(Message message) {
        return poster.post(settings.url(), body(message), Map.of());
    }

    static String body(Message message) {
        ObjectNode body = JSON.createObjectNode();
        String title = Words.clean(message.title());
        // What a notification on a phone shows.
        body.put("text", escaped(title));
        ArrayNode blocks = body.putArray("blocks");
        ObjectNode header = blocks.addObject().put("type", "header").putObject("text");
        header.put("type", "plain_text").put("text", title.substring(0, Math.min(HEADER_CHARS, title.length())));
        Parts parts = Parts.of(message, Limits.SLACK_BLOCKS);
        for (Parts.Part part : parts.shown()) {
            text(
                    blocks,
                    "*" + escaped(part.head()) + "*" + (part.detail().isEmpty() ? "" : "\n" + escaped(part.detail())));
        }
        if (parts.more() > 0) {
            text(blocks, "and " + parts.more() + " more");
        }
        if (!message.link().isEmpty()) {
            text(blocks, "<" + escaped(message.link()) + "|Read more>");
        }
        return JSON.writeValueAsString(body);
    }

    private static void text(ArrayNode blocks, String text) {
        ObjectNode block = blocks.addObject().put("type", "section").putObject("text");
        block.put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
