package dev.hullmark.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a request for a page of a list asks for. */
public final class Pages {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    /** What to answer when it asks for nothing sensible. */
    public static final String WRONG =
            "Take the address from an answer's 'next', and a 'limit' from 1 to " + MOST + ".";

    private Pages() {}

    /** {@code ?limit=N}; empty when it is no number or out of bounds. */
    public static OptionalInt limit(ServerRequest request) {
        try {
            int limit = request.query()
                    .first("limit")
                    .asOptional()
                    .map(Integer::parseInt)
                    .orElse(USUAL);
            return limit > 0 && limit <= MOST ? OptionalInt.of(limit) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** {@code ?NAME=N}, behind or before which the page lies; empty when it is no number. */
    public static OptionalLong position(ServerRequest request, String name, long first) {
        try {
            return OptionalLong.of(request.query()
                    .first(name)
                    .asOptional()
                    .map(Long::parseLong)
                    .orElse(first));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
