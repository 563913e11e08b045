package dev.hullmark.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers one request of somebody who may ask. */
@FunctionalInterface
public interface Answer {
    void to(ServerRequest request, ServerResponse response, Caller caller);
}
