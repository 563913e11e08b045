package dev.hullmark.server.access;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Entrance;
import dev.hullmark.server.http.JsonBody;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Tokens.Role;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import tools.jackson.databind.node.ArrayNode;

/** Who somebody is here, and what everybody may do about oneself. */
final class MeApi implements Api {
    private final OwnAccount account;
    private final Entrance entrance;

    MeApi(OwnAccount account, Entrance entrance) {
        this.account = account;
        this.entrance = entrance;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/me", Role.VIEWER, this::show)
                .scoped()
                .put("/api/v1/me/password", Role.VIEWER, this::password)
                .get("/api/v1/me/sessions", Role.VIEWER, this::sessions)
                .delete("/api/v1/me/sessions/{id}", Role.VIEWER, this::end);
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        Answers.json(response, Status.OK_200, body -> {
            body.put("name", caller.name()).put("role", caller.role().text());
            switch (caller.by()) {
                case Caller.Token(var scope) -> {
                    body.put("by", "token");
                    scope.forEach(body.putArray("scope")::add);
                }
                case Caller.Session session -> body.put("by", "session").put("csrf", session.csrf());
            }
        });
    }

    /** {old, new}; the user's other sessions end. */
    private void password(ServerRequest request, ServerResponse response, Caller caller) {
        OwnAccount.session(caller);
        JsonBody body = JsonBody.of(request, "old", "new");
        account.password(
                        caller,
                        body.needed("old", 2 * Passwords.LONGEST),
                        body.needed("new", 2 * Passwords.LONGEST),
                        entrance.address(request))
                .ifPresent(pause -> {
                    response.header(HeaderNames.RETRY_AFTER, Long.toString(pause.toSeconds() + 1));
                    throw new Refused(Status.TOO_MANY_REQUESTS_429, "Too many attempts. Try again later.");
                });
        response.status(Status.NO_CONTENT_204).send();
    }

    private void sessions(ServerRequest request, ServerResponse response, Caller caller) {
        Caller.Session own = OwnAccount.session(caller);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            account.sessions(caller).forEach(session -> items.addObject()
                    .put("id", session.id())
                    .put("current", session.id() == own.id())
                    .put("address", session.address())
                    .put("agent", session.agent())
                    .put("created", session.created().toString())
                    .put("seen", session.seen().toString()));
        });
    }

    private void end(ServerRequest request, ServerResponse response, Caller caller) {
        account.end(caller, Ids.of(request));
        response.status(Status.NO_CONTENT_204).send();
    }
}
