package dev.hullmark.server.ui;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/**
 * Which part of a list that is all at hand a page shows.
 *
 * @param from the first, from 0
 * @param to behind the last
 * @param previous the address of the page before
 * @param next the address of the page after
 */
public record Numbered(int from, int to, Optional<String> previous, Optional<String> next) {
    static Numbered of(ServerRequest request, int total, int size, Link link) {
        long wanted = Pages.number(request, "page").orElse(1L);
        int last = Math.max(1, (total + size - 1) / size);
        int page = Math.clamp(wanted, 1, last);
        return new Numbered(
                (page - 1) * size,
                Math.min(total, page * size),
                page > 1 ? Optional.of(at(link, page - 1)) : Optional.empty(),
                page < last ? Optional.of(at(link, page + 1)) : Optional.empty());
    }

    private static String at(Link link, int page) {
        return link.with("page", page == 1 ? "" : Integer.toString(page)).toString();
    }
}
