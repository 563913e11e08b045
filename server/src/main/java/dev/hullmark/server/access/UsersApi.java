package dev.hullmark.server.access;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.JsonBody;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.Secrets;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Sessions;
import dev.hullmark.store.Tokens.Role;
import dev.hullmark.store.Users;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Users by REST, for administrators. */
final class UsersApi implements Api {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
    private static final int LONGEST = 100;

    private final Context context;
    private final Users users;
    private final Sessions sessions;
    private final Audit audit;
    private final Passwords passwords;

    UsersApi(Context context, Passwords passwords) {
        this.context = context;
        users = new Users(context.database());
        sessions = new Sessions(context.database());
        audit = new Audit(context.database());
        this.passwords = passwords;
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
        String name = body.needed("name", LONGEST);
        if (!NAME.matcher(name).matches()) {
            throw Refused.bad("A name has letters, digits and ._@- and begins with a letter or digit.");
        }
        Role role = role(body.needed("role", LONGEST));
        Optional<String> given = password(body, name);
        String password = given.orElseGet(Secrets::random);
        if (!users.add(name, passwords.hash(password), role, context.now())) {
            throw new Refused(Status.CONFLICT_409, "There is a user of this name.");
        }
        audit.note(caller.name(), "user.create", name, role.text(), context.now());
        Users.User user = users.find(name).orElseThrow();
        Answers.json(response, Status.CREATED_201, json -> {
            write(json, user);
            if (given.isEmpty()) {
                json.put("password", password);
            }
        });
    }

    /** {role?, disabled?, password?} */
    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        Users.User user = user(request);
        JsonBody body = JsonBody.of(request, "role", "disabled", "password");
        Optional<Role> role = body.text("role", LONGEST).map(UsersApi::role);
        Optional<Boolean> disabled = body.flag("disabled");
        Optional<String> password = password(body, user.name());
        if (user.oidc() && (role.isPresent() || password.isPresent())) {
            throw new Refused(
                    Status.CONFLICT_409, "The OpenID Connect issuer says this user's role, and asks for the password.");
        }
        refuse(users.change(user.name(), role, disabled));
        role.ifPresent(now -> audit.note(caller.name(), "user.role", user.name(), now.text(), context.now()));
        disabled.ifPresent(
                off -> audit.note(caller.name(), off ? "user.disable" : "user.enable", user.name(), "", context.now()));
        password.ifPresent(now -> {
            users.password(user.id(), passwords.hash(now));
            sessions.endAll(user.id());
            audit.note(caller.name(), "user.password", user.name(), "", context.now());
        });
        Users.User changed = user(request);
        Answers.json(response, Status.OK_200, json -> write(json, changed));
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        Users.User user = user(request);
        refuse(users.remove(user.name()));
        audit.note(caller.name(), "user.delete", user.name(), "", context.now());
        response.status(Status.NO_CONTENT_204).send();
    }

    private Users.User user(ServerRequest request) {
        return users.find(request.path().pathParameters().get("name"))
                .orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "There is no user of this name."));
    }

    private static void refuse(Users.Change change) {
        switch (change) {
            case DONE -> {}
            case UNKNOWN -> throw new Refused(Status.NOT_FOUND_404, "There is no user of this name.");
            case LAST_ADMIN -> throw new Refused(Status.CONFLICT_409, "This is the last administrator.");
        }
    }

    static Role role(String text) {
        return Role.of(text).orElseThrow(() -> Refused.bad("A role is 'viewer', 'operator' or 'admin'."));
    }

    private static Optional<String> password(JsonBody body, String user) {
        Optional<String> password = body.text("password", 2 * Passwords.LONGEST);
        password.map(given -> Passwords.flaw(given, user))
                .filter(flaw -> !flaw.isEmpty())
                .ifPresent(flaw -> {
                    throw Refused.bad(flaw);
                });
        return password;
    }
}
