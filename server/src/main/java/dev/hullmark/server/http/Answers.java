package dev.hullmark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers in JSON. */
public final class Answers {
    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    public static void json(ServerResponse response, Status status, Consumer<ObjectNode> fill) {
        ObjectNode body = JSON.createObjectNode();
        fill.accept(body);
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
                .send(JSON.writeValueAsBytes(body));
    }

    /** What was sent; nothing where no body was. */
    public static byte[] body(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    }

    /** @param sentence what to do about it */
    public static void error(ServerResponse response, Status status, String sentence) {
        json(response, status, body -> body.put("error", sentence));
    }
}
