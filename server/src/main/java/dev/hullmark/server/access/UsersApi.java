package dev.hullmark.server.access;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.JsonBody;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Tokens.Role;
import dev.hullmark.store.Users;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Users by REST, for administrators. */
final class UsersApi implements Api {
    private static final int LONGEST = 100;

    private final UserAdmin users;

    UsersApi(UserAdmin users) {
        this.users = users;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/users", Role.ADMIN, this::list)
                .post("/api/v1/users", Role.ADMIN, this::create)
                .patch("/api/v1/users/{name}", Role.ADMIN, this::change)
                .delete("/api/v1/users/{name}", Role.ADMIN, this::remove);
    }

    /** {@code ?limit=N&after=NAME} */
    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        int limit = Pages.limit(request);
        List<Users.User> page = users.page(request.query().first("after").orElse(""), limit + 1);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            page.stream().limit(limit).forEach(user -> write(items.addObject(), user));
            if (page.size() > limit) {
                body.put(
                        "next",
                        "/api/v1/users?limit=" + limit + "&after="
                                + page.get(limit - 1).name());
            }
        });
    }

    static ObjectNode write(ObjectNode item, Users.User user) {
        item.put("name", user.name())
                .put("role", user.role().text())
                .put("disabled", user.disabled())
                .put("oidc", user.oidc())
                .put("created", user.created().toString());
        user.lastLogin().ifPresent(at -> item.put("lastLogin", at.toString()));
        return item;
    }

    /** {name, role, password?}; one is made and told once where none is given. */
    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        JsonBody body = JsonBody.of(request, "name", "role", "password");
        UserAdmin.Made made =
                users.create(caller, body.needed("name", LONGEST), body.needed("role", LONGEST), password(body));
        Answers.json(response, Status.CREATED_201, json -> {
            write(json, made.user());
            made.password().ifPresent(password -> json.put("password", password));
        });
    }

    /** {role?, disabled?, password?} */
    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        JsonBody body = JsonBody.of(request, "role", "disabled", "password");
        Users.User changed = users.change(
                caller,
                name(request),
                body.text("role", LONGEST).map(UserAdmin::role),
                body.flag("disabled"),
                password(body));
        Answers.json(response, Status.OK_200, json -> write(json, changed));
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        users.remove(caller, name(request));
        response.status(Status.NO_CONTENT_204).send();
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("name");
    }

    private static Optional<String> password(JsonBody body) {
        return body.text("password", 2 * Passwords.LONGEST);
    }
}
