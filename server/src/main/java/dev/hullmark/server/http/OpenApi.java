package dev.hullmark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The API's own description (OpenAPI 3.1), for anybody: it tells nothing that the documentation doesn't. */
public final class OpenApi implements Api {
    private final byte[] description = description();

    @Override
    public void routes(Routes routes) {
        routes.open(Method.GET, "/api/openapi.json", this::show);
    }

    private void show(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json").send(description);
    }

    private static byte[] description() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
