package dev.hullmark.server.ui;

import dev.hullmark.server.http.Answers;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Serves {@link Assets}, to anybody. */
public final class StaticFiles {
    /** Where they are. */
    public static final String PATH = "/static/{version}/{name}";

    private StaticFiles() {}

    public static void answer(ServerRequest request, ServerResponse response) {
        Optional<Assets.Asset> asset =
                Assets.find(request.path().pathParameters().get("name"));
        if (asset.isEmpty()) {
            Answers.error(response, Status.NOT_FOUND_404, "There is no such file.");
            return;
        }
        boolean packed = request.headers()
                .first(HeaderNames.ACCEPT_ENCODING)
                .filter(accepted -> accepted.contains("gzip"))
                .isPresent();
        response.header(HeaderNames.CONTENT_TYPE, asset.get().type())
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header(HeaderNames.VARY, "Accept-Encoding");
        if (packed) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip")
                    .send(asset.get().packed());
        } else {
            response.send(asset.get().body());
        }
    }
}
