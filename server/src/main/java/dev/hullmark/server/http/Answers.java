package dev.hullmark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers in JSON. */
public final class Answers {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST_BODY = 8 << 20;

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

    /** What was sent, 8 MiB at most; nothing where no body was. */
    public static byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                throw new HttpException("The request is too large.", Status.REQUEST_ENTITY_TOO_LARGE_413);
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param sentence what to do about it */
    public static void error(ServerResponse response, Status status, String sentence) {
        json(response, status, body -> body.put("error", sentence));
    }
}
