package dev.hullmark.server.http;

import dev.hullmark.store.Tokens;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The one place that decides who is answered. */
final class Gate {
    private final Access access;
    private final Csrf csrf;

    Gate(Access access, Csrf csrf) {
        this.access = access;
        this.csrf = csrf;
    }

    Handler handler(Routes.Route route) {
        return route.least()
                .<Handler>map(least -> (request, response) -> allowed(route, least, request, response))
                .orElse((request, response) -> route.answer().to(request, response, Caller.NOBODY));
    }

    private void allowed(Routes.Route route, Tokens.Role least, ServerRequest request, ServerResponse response) {
        Optional<Caller> caller = access.of(request);
        if (caller.isEmpty()) {
            unknown(request, response);
        } else if (!caller.get().may(least)) {
            Answers.error(response, Status.FORBIDDEN_403, "That takes the role '" + least.text() + "'.");
        } else if (caller.get().scoped() && !route.scoped()) {
            Answers.error(
                    response, Status.FORBIDDEN_403, "This token is for some repositories alone, and that is for all.");
        } else if (!csrf.right(request, caller.get())) {
            Answers.error(response, Status.FORBIDDEN_403, "This was not sent by a page of ours; load the page again.");
        } else {
            route.answer().to(request, response, caller.get());
        }
    }

    /** Browsers are led to the login, programs are told. */
    private static void unknown(ServerRequest request, ServerResponse response) {
        if (browses(request)) {
            String query = request.query().rawValue();
            String asked = request.path().rawPath() + (query.isEmpty() ? "" : "?" + query);
            boolean back = request.prologue().method().equals(Method.GET);
            response.status(Status.SEE_OTHER_303)
                    .header(
                            HeaderNames.LOCATION,
                            "/login" + (back ? "?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8) : ""))
                    .send();
        } else {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
            Answers.error(response, Status.UNAUTHORIZED_401, "Send 'Authorization: Bearer TOKEN'.");
        }
    }

    private static boolean browses(ServerRequest request) {
        return !request.path().path().startsWith("/api/")
                && !request.headers().contains(HeaderNames.AUTHORIZATION)
                && request.headers()
                        .first(HeaderNames.ACCEPT)
                        .filter(accepted -> accepted.contains("text/html"))
                        .isPresent();
    }
}
