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

/**
 * The page of a list that is asked for: {@code ?limit=N&after=CURSOR}. A cursor is what the order of the list needs of the
 * last entry before, and nobody else's business.
 *
 * @param after its parts; empty for the first page
 */
public record Page(int limit, List<String> after) {
    private static final int USUAL = 100;
    private static final int LARGEST = 1000;
    private static final int LONGEST_CURSOR = 2000;
    private static final String SEPARATOR = "\n";

    /**
     * The page a request asks for; empty, and answered, when it asks for none.
     *
     * @param parts of a cursor of this list
     */
    public static Optional<Page> of(ServerRequest request, ServerResponse response, int parts) {
        Optional<Page> page = parse(
                request.query().first("limit").asOptional(),
                request.query().first("after").asOptional(),
                parts);
        if (page.isEmpty()) {
            Answers.error(
                    response,
                    Status.BAD_REQUEST_400,
                    "Take 'after' from an answer's 'next', and a 'limit' from 1 to " + LARGEST + ".");
        }
        return page;
    }

    private static Optional<Page> parse(Optional<String> limit, Optional<String> after, int parts) {
        try {
            int most = limit.map(Integer::parseInt).orElse(USUAL);
            List<String> cursor = after.map(Page::cursor).orElse(List.of());
            boolean good = most > 0 && most <= LARGEST && (after.isEmpty() || cursor.size() == parts);
            return good ? Optional.of(new Page(most, cursor)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> cursor(String text) {
        if (text.length() > LONGEST_CURSOR) {
            throw new IllegalArgumentException("too long");
        }
        return List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1));
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
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            found.stream().limit(limit).forEach(one -> write.accept(items.addObject(), one));
            if (found.size() > limit) {
                String last = String.join(SEPARATOR, cursor.apply(found.get(limit - 1)));
                body.put(
                        "next",
                        path + "?limit=" + limit + "&after="
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(last.getBytes(StandardCharsets.UTF_8)));
            }
            more.accept(body);
        });
    }
}
