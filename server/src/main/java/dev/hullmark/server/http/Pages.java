package dev.hullmark.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** What lists are asked for by: {@code ?limit=N&after=…}. */
public final class Pages {
    private static final int USUAL = 100;
    private static final int LARGEST = 1000;

    private Pages() {}

    /** @throws Refused when it is no number of those that are answered */
    public static int limit(ServerRequest request) {
        return (int) number(request, "limit", 1, LARGEST).orElse((long) USUAL).longValue();
    }

    /** A whole number of the query; empty when it is not there. */
    public static Optional<Long> number(ServerRequest request, String name, long least, long most) {
        Optional<String> text = request.query().first(name).asOptional();
        try {
            Optional<Long> number = text.map(Long::parseLong);
            if (number.filter(n -> n < least || n > most).isEmpty()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Refused.bad("Give '" + name + "' a number from " + least + " to " + most + ".");
    }
}
