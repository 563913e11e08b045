package dev.hullmark.server.access;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** Numbers in paths. */
final class Ids {
    private Ids() {}

    /** The path's {@code {id}}; empty when it is no number. */
    static Optional<Long> of(ServerRequest request) {
        try {
            return Optional.of(Long.parseLong(request.path().pathParameters().get("id")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
