package dev.hullmark.server.http;

import io.helidon.http.HeaderNames;
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
                .send(JSON.writeValueAsBytes(body));
    }

    /** What was sent, 8 MiB at most; nothing where no body was. */
    public static byte[] body(ServerRequest request) {
        return body(request, LARGEST_BODY);
    }

    /**
     * What was sent; nothing where no body was. A client that takes too long is cut off.
     *
     * @param most bytes
     * @throws Refused when there are more
     */
    public static byte[] body(ServerRequest request, int most) {
        return read(request, 1, in -> {
            byte[] body = in.readNBytes(most);
            if (body.length == most && in.read() >= 0) {
                throw new Refused(Status.REQUEST_ENTITY_TOO_LARGE_413, "Send " + most + " bytes at most.");
            }
            return body;
        });
    }

    /** Takes what it wants of what was sent. */
    @FunctionalInterface
    public interface Reading<T> {
        /** @throws IOException when it does not come whole: then nobody is there to be answered */
        T from(InputStream in) throws IOException;
    }

    /**
     * Reads what was sent, nothing where no body was. A client that takes too long is cut off.
     *
     * @param times how much longer than others it may take, being larger
     * @param reading bounds the size; what it throws besides {@link Refused} ends the connection
     */
    public static <T> T read(ServerRequest request, int times, Reading<T> reading) {
        return request.context().get(Patience.class).orElseThrow().within(times, () -> {
            try (InputStream in =
                    request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream()) {
                return reading.from(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** @param sentence what to do about it */
    public static void error(ServerResponse response, Status status, String sentence) {
        json(response, status, body -> body.put("error", sentence));
    }
}
