package dev.hullmark.server.http;

import dev.hullmark.store.Tokens;
import io.helidon.http.Method;
import java.util.ArrayList;
import java.util.List;

/** Every route of the server with the least role it asks for: one list, which tests and the API's description read too. */
public final class Routes {
    private final List<Route> all = new ArrayList<>();

    /**
     * @param path as Helidon has it: {@code /api/v1/images/{digest}}
     * @param least the role that is asked for
     */
    public record Route(Method method, String path, Tokens.Role least, Answer answer) {}

    public Routes get(String path, Tokens.Role least, Answer answer) {
        return add(Method.GET, path, least, answer);
    }

    public Routes post(String path, Tokens.Role least, Answer answer) {
        return add(Method.POST, path, least, answer);
    }

    public Routes put(String path, Tokens.Role least, Answer answer) {
        return add(Method.PUT, path, least, answer);
    }

    public Routes delete(String path, Tokens.Role least, Answer answer) {
        return add(Method.DELETE, path, least, answer);
    }

    private Routes add(Method method, String path, Tokens.Role least, Answer answer) {
        all.add(new Route(method, path, least, answer));
        return this;
    }

    public List<Route> all() {
        return List.copyOf(all);
    }
}
