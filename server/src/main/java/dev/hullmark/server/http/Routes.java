package dev.hullmark.server.http;

import dev.hullmark.store.Tokens;
import io.helidon.http.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every route of the server with the least role it asks for: one list, which tests and the API's description read too. */
public final class Routes {
    private final List<Route> all = new ArrayList<>();

    /**
     * @param path as Helidon has it: {@code /api/v1/images/{digest}}
     * @param least the role that is asked for; empty where anybody is answered
     * @param scoped whether tokens that are limited to some repositories are answered, too
     */
    public record Route(Method method, String path, Optional<Tokens.Role> least, boolean scoped, Answer answer) {}

    public Routes get(String path, Tokens.Role least, Answer answer) {
        return add(Method.GET, path, least, answer);
    }

    public Routes post(String path, Tokens.Role least, Answer answer) {
        return add(Method.POST, path, least, answer);
    }

    public Routes put(String path, Tokens.Role least, Answer answer) {
        return add(Method.PUT, path, least, answer);
    }

    public Routes patch(String path, Tokens.Role least, Answer answer) {
        return add(Method.PATCH, path, least, answer);
    }

    public Routes delete(String path, Tokens.Role least, Answer answer) {
        return add(Method.DELETE, path, least, answer);
    }

    /** Answers anybody, also who is not known: it has to look after itself. */
    public Routes open(Method method, String path, OpenAnswer answer) {
        all.add(new Route(
                method, path, Optional.empty(), false, (request, response, _) -> answer.to(request, response)));
        return this;
    }

    /** The route added last asks {@link Caller#mayRepository} for all it shows and does: scoped tokens may have it. */
    public Routes scoped() {
        Route last = all.removeLast();
        all.add(new Route(last.method(), last.path(), last.least(), true, last.answer()));
        return this;
    }

    private Routes add(Method method, String path, Tokens.Role least, Answer answer) {
        all.add(new Route(method, path, Optional.of(least), false, answer));
        return this;
    }

    public List<Route> all() {
        return List.copyOf(all);
    }
}
