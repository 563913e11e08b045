package dev.hullmark.server.http;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What lists are asked for by: {@code ?limit=N&after=…}. */
public final class Pages {
    private static final int USUAL = 100;
    private static final int LARGEST = 1000;
    private static final int LONGEST_CURSOR = 2000;
    private static final String SEPARATOR = "\n";

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

    /**
     * The page of a list whose order takes more than a number.
     *
     * @param parts of a cursor of this list
     * @throws Refused when there is no such page
     */
    public static Page page(ServerRequest request, int parts) {
        Optional<String> after = request.query().first("after").asOptional();
        List<String> cursor = after.map(Pages::cursor).orElse(List.of());
        if (after.isPresent() && cursor.size() != parts) {
            throw Refused.bad("Take 'after' from an answer's 'next'.");
        }
        return new Page(limit(request), cursor);
    }

    /** None where it can't be one of ours. */
    private static List<String> cursor(String text) {
        try {
            return text.length() > LONGEST_CURSOR
                    ? List.of()
                    : List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                            .split(SEPARATOR, -1));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /**
     * A page. A cursor is what the order of the list needs of the last entry before, and nobody else's business.
     *
     * @param after its parts; empty for the first page
     */
    public record Page(int limit, List<String> after) {
        public Page {
            after = List.copyOf(after);
        }

        /** A number of the cursor, or what stands for the beginning. */
        public long number(int part, long beginning) {
            try {
                return after.isEmpty() ? beginning : Long.parseLong(after.get(part));
            } catch (NumberFormatException e) {
                return beginning;
            }
        }

        public String text(int part) {
            return after.isEmpty() ? "" : after.get(part);
        }

        /**
         * Answers with the page.
         *
         * @param path of the list
         * @param found one more than the limit where there is a next page
         * @param cursor of an entry
         * @param more fills what stands beside the items
         */
        public <T> void answer(
                ServerResponse response,
                String path,
                List<T> found,
                BiConsumer<ObjectNode, T> write,
                Function<T, List<String>> cursor,
                Consumer<ObjectNode> more) {
            Optional<List<String>> next =
                    found.size() > limit ? Optional.of(cursor.apply(found.get(limit - 1))) : Optional.empty();
            answer(response, path, found.stream().limit(limit).toList(), next, write, more);
        }

        /** @param next where the next page begins behind; empty when there is none */
        public <T> void answer(
                ServerResponse response,
                String path,
                List<T> found,
                Optional<List<String>> next,
                BiConsumer<ObjectNode, T> write,
                Consumer<ObjectNode> more) {
            Answers.json(response, Status.OK_200, body -> {
                ArrayNode items = body.putArray("items");
                found.forEach(one -> write.accept(items.addObject(), one));
                next.ifPresent(last -> body.put("next", path + "?limit=" + limit + "&after=" + encoded(last)));
                more.accept(body);
            });
        }

        private static String encoded(List<String> cursor) {
            byte[] bytes = String.join(SEPARATOR, cursor).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
