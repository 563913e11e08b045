package dev.hullmark.server.policy;

import io.helidon.webserver.http.ServerRequest;

/**
 * A page of a list that begins with the latest.
 *
 * @param before only what has a lower number
 */
record Page(long before, int limit) {
    private static final int USUAL = 100;
    private static final int LARGEST = 1000;

    /** {@code ?limit=N&after=NUMBER} */
    static Page of(ServerRequest request) {
        long after = number(request.query().first("after").asOptional().orElse(Long.toString(Long.MAX_VALUE)));
        long limit = number(request.query().first("limit").asOptional().orElse(Integer.toString(USUAL)));
        if (after < 0 || limit < 1 || limit > LARGEST) {
            throw new Fields.Wrong("Take 'after' from an answer's 'next', and a 'limit' from 1 to " + LARGEST + ".");
        }
        return new Page(after, (int) limit);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The query of the page that follows. */
    String after(long last) {
        return "limit=" + limit + "&after=" + last;
    }
}
