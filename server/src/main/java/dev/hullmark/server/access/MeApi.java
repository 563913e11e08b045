package dev.hullmark.server.access;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Entrance;
import dev.hullmark.server.http.JsonBody;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.SessionCookie;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Sessions;
import dev.hullmark.store.Tokens.Role;
import dev.hullmark.store.Users;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;

/** Who somebody is here, and what everybody may do about oneself. */
final class MeApi implements Api {
    private final Context context;
    private final Users users;
    private final Sessions sessions;
    private final Audit audit;
    private final Passwords passwords;
    private final Login login;
    private final Entrance entrance;

    MeApi(Context context, Passwords passwords, Login login, Entrance entrance) {
        this.context = context;
        users = new Users(context.database());
        sessions = new Sessions(context.database());
        audit = new Audit(context.database());
        this.passwords = passwords;
        this.login = login;
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

    private static Caller.Session session(Caller caller) {
        if (caller.by() instanceof Caller.Session session) {
            return session;
        }
        throw new Refused(Status.CONFLICT_409, "That is for users who are logged in; a token has neither.");
    }

    /** {old, new}; the user's other sessions end. */
    private void password(ServerRequest request, ServerResponse response, Caller caller) {
        Caller.Session session = session(caller);
        JsonBody body = JsonBody.of(request, "old", "new");
        String fresh = body.needed("new", 2 * Passwords.LONGEST);
        String flaw = Passwords.flaw(fresh, caller.name());
        if (!flaw.isEmpty()) {
            throw Refused.bad(flaw);
        }
        switch (login.check(caller.name(), body.needed("old", 2 * Passwords.LONGEST), entrance.address(request))) {
            case Login.Wrong() -> throw new Refused(Status.FORBIDDEN_403, "The old password is wrong.");
            case Login.Later(Duration pause) -> {
                response.header(HeaderNames.RETRY_AFTER, Long.toString(pause.toSeconds() + 1));
                throw new Refused(Status.TOO_MANY_REQUESTS_429, "Too many attempts. Try again later.");
            }
            case Login.Right right -> {
                users.password(right.user().id(), passwords.hash(fresh));
                sessions.endOthers(session.user(), session.id());
                audit.note(caller.name(), "user.password", caller.name(), "", context.now());
                response.status(Status.NO_CONTENT_204).send();
            }
        }
    }

    private void sessions(ServerRequest request, ServerResponse response, Caller caller) {
        Caller.Session own = session(caller);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            sessions.of(own.user(), SessionCookie.IDLE, context.now()).forEach(session -> items.addObject()
                    .put("id", session.id())
                    .put("current", session.id() == own.id())
                    .put("address", session.address())
                    .put("agent", session.agent())
                    .put("created", session.created().toString())
                    .put("seen", session.seen().toString()));
        });
    }

    private void end(ServerRequest request, ServerResponse response, Caller caller) {
        Caller.Session own = session(caller);
        if (Ids.of(request).filter(id -> sessions.end(own.user(), id)).isEmpty()) {
            throw new Refused(Status.NOT_FOUND_404, "You have no session of this number.");
        }
        audit.note(caller.name(), "session.end", caller.name(), "", context.now());
        response.status(Status.NO_CONTENT_204).send();
    }
}
