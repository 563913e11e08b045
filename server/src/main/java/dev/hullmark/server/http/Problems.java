package dev.hullmark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Says what went wrong: to people as a page, to programs as {@code {"error": …}}. */
public final class Problems {
    private final Page page;

    /** Shows people what went wrong. It must not need the database: that may be what is away. */
    @FunctionalInterface
    public interface Page {
        /**
         * @param caller who asks; empty where that is not known
         * @param sentence what is wrong and what to do
         */
        void send(
                ServerRequest request,
                ServerResponse response,
                Optional<Caller> caller,
                Status status,
                String sentence);
    }

    public Problems(Page page) {
        this.page = page;
    }

    void answer(
            ServerRequest request, ServerResponse response, Optional<Caller> caller, Status status, String sentence) {
        if (forPeople(request)) {
            page.send(request, response, caller, status, sentence);
        } else {
            Answers.error(response, status, sentence);
        }
    }

    /** Whether a browser asks for a page. */
    static boolean forPeople(ServerRequest request) {
        return !request.path().path().startsWith("/api/")
                && request.headers()
                        .first(HeaderNames.ACCEPT)
                        .filter(accepted -> accepted.contains("text/html"))
                        .isPresent();
    }
}
