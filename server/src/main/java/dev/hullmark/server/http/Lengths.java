package dev.hullmark.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;

/**
 * No body is taken in chunks: each would be held in memory whole before anybody asked who sends it. What has a length comes
 * piece by piece.
 */
final class Lengths {
    private Lengths() {}

    /** @throws RequestException when the length of a body is not said; ends the connection */
    static void check(Headers headers) {
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.BAD_REQUEST)
                    .status(Status.LENGTH_REQUIRED_411)
                    .setKeepAlive(false)
                    .build();
        }
    }
}
