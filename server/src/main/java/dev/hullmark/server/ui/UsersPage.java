package dev.hullmark.server.ui;

import dev.hullmark.server.access.UserAdmin;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Users;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users, for administrators. */
public final class UsersPage implements Api {
    private static final int PAGE = 100;

    private final Pages pages;
    private final UserAdmin users;

    UsersPage(Pages pages, UserAdmin users) {
        this.pages = pages;
        this.users = users;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(
                        "/users",
                        Tokens.Role.ADMIN,
                        (request, response, caller) -> show(request, response, caller, Optional.empty(), Filled.EMPTY))
                .post("/users", Tokens.Role.ADMIN, this::create)
                .post("/users/{name}/change", Tokens.Role.ADMIN, this::change)
                .post("/users/{name}/delete", Tokens.Role.ADMIN, this::remove);
    }

    /**
     * @param made just now, with a password where one was made
     * @param form the new one's
     */
    public record View(
            List<Users.User> users, Optional<UserAdmin.Made> made, Filled form, Optional<String> next, boolean first) {
        public View {
            users = List.copyOf(users);
        }
    }

    private void show(
            ServerRequest request, ServerResponse response, Caller caller, Optional<UserAdmin.Made> made, Filled form) {
        String after = Pages.parameter(request, "after");
        List<Users.User> all = users.page(after, PAGE + 1);
        Optional<String> next = all.size() <= PAGE
                ? Optional.empty()
                : Optional.of(Link.to("/users")
                        .with("after", all.get(PAGE - 1).name())
                        .toString());
        View view = new View(all.subList(0, Math.min(PAGE, all.size())), made, form, next, after.isEmpty());
        pages.show(response, form, "users", pages.shell(request, caller, "Users", "/users"), view);
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        try {
            UserAdmin.Made made = users.create(caller, form.text("name").strip(), form.text("role"), password(form));
            show(request, response, caller, Optional.of(made), Filled.EMPTY);
        } catch (Refused e) {
            show(request, response, caller, Optional.empty(), Filled.wrong(form, e, Map.of()));
        }
    }

    /** A role, {@code disabled} or {@code enabled}. */
    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        Optional<Boolean> disabled = form.first("state").map("disabled"::equals);
        Pages.done(
                response,
                "/users",
                () -> users.change(
                        caller, name(request), form.first("role").map(UserAdmin::role), disabled, password(form)),
                refused -> show(request, response, caller, Optional.empty(), Filled.trouble(refused)));
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                "/users",
                () -> users.remove(caller, name(request)),
                refused -> show(request, response, caller, Optional.empty(), Filled.trouble(refused)));
    }

    private static Optional<String> password(Forms.Form form) {
        return form.first("password").filter(text -> !text.isEmpty());
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("name");
    }
}
