package dev.hullmark.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers one request, whoever asks. */
@FunctionalInterface
public interface OpenAnswer {
    void to(ServerRequest request, ServerResponse response);
}
