package dev.hullmark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** What no route is for: there is nothing there, or it is asked for otherwise. */
final class Unrouted {
    private final List<Known> known;

    private record Known(Method method, PathMatcher path) {}

    Unrouted(Routes routes) {
        known = routes.all().stream()
                .map(route -> new Known(route.method(), PathMatchers.create(route.path())))
                .toList();
    }

    /** @throws Refused always */
    void refuse(ServerRequest request, ServerResponse response) {
        List<String> methods = known.stream()
                .filter(one -> one.path().match(request.prologue().uriPath()).accepted())
                .map(one -> one.method().text())
                .distinct()
                .sorted()
                .toList();
        if (methods.isEmpty()) {
            throw new Refused(Status.NOT_FOUND_404, "There is nothing at this address.");
        }
        String allowed = String.join(", ", methods);
        response.header(HeaderNames.ALLOW, allowed);
        throw new Refused(Status.METHOD_NOT_ALLOWED_405, "This address takes " + allowed + " alone.");
    }
}
