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
    private final Problems problems;

    Gate(Access access, Csrf csrf, Problems problems) {
        this.access = access;
        this.csrf = csrf;
        this.problems = problems;
    }

    Handler handler(Routes.Route route) {
        return route.least()
                .<Handler>map(least -> (request, response) -> allowed(route, least, request, response))
                .orElse((request, response) -> route.answer().to(request, response, Caller.NOBODY));
    }

    private void allowed(Routes.Route route, Tokens.Role least, ServerRequest request, ServerResponse response) {
        Optional<Caller> caller = access.of(request);
        caller.ifPresent(request.context()::register);
        if (caller.isEmpty()) {
            unknown(request, response);
        } else if (!caller.get().may(least)) {
            forbidden(request, response, caller, "That takes the role '" + least.text() + "'.");
        } else if (caller.get().scoped() && !route.scoped()) {
            forbidden(request, response, caller, "This token is for some repositories alone, and that is for all.");
        } else if (!csrf.right(request, caller.get())) {
            forbidden(request, response, caller, "This was not sent by a page of ours; load the page again.");
        } else {
            route.answer().to(request, response, caller.get());
        }
    }

    private void forbidden(ServerRequest request, ServerResponse response, Optional<Caller> caller, String sentence) {
        problems.answer(request, response, caller, Status.FORBIDDEN_403, sentence);
    }

    /** Browsers are led to the login, programs are told. */
    private static void unknown(ServerRequest request, ServerResponse response) {
        if (Problems.forPeople(request) && !request.headers().contains(HeaderNames.AUTHORIZATION)) {
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
}
