package dev.hullmark.server.access;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Csrf;
import dev.hullmark.server.http.Entrance;
import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.SessionCookie;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Users;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/** Logging in by password, and out. */
final class LoginApi implements Api {
    private final Login login;
    private final LoginPage page;
    private final Entrance entrance;
    private final Csrf csrf;
    private final SessionCookie cookie;

    LoginApi(Login login, LoginPage page, Entrance entrance, SessionCookie cookie) {
        this.login = login;
        this.page = page;
        this.entrance = entrance;
        csrf = new Csrf(entrance);
        this.cookie = cookie;
    }

    @Override
    public void routes(Routes routes) {
        routes.open(Method.GET, "/login", this::show)
                .open(Method.POST, "/login", this::take)
                .post("/logout", Tokens.Role.VIEWER, this::leave);
    }

    private void show(ServerRequest request, ServerResponse response) {
        page.send(
                response,
                Status.OK_200,
                NextPath.of(request.query().first("next").orElse("/")),
                "");
    }

    private void take(ServerRequest request, ServerResponse response) {
        Forms.Form form = Forms.of(request);
        String next = NextPath.of(form.text("next"));
        if (!csrf.fromUs(request)) {
            // Else another site could log a visitor in as somebody else.
            page.send(response, Status.FORBIDDEN_403, next, "That was not sent by this page; try again.");
            return;
        }
        String address = entrance.address(request);
        switch (login.check(form.text("name"), form.text("password"), address)) {
            case Login.Right right -> enter(request, response, right.user(), "password", next);
            case Login.Wrong() ->
                page.send(response, Status.UNAUTHORIZED_401, next, "The name or the password is wrong.");
            case Login.Later(Duration pause) -> later(response, pause, next);
        }
    }

    void later(ServerResponse response, Duration pause, String next) {
        long seconds = pause.toSeconds() + 1;
        response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds));
        page.send(
                response,
                Status.TOO_MANY_REQUESTS_429,
                next,
                "Too many attempts. Try again in " + seconds + (seconds == 1 ? " second." : " seconds."));
    }

    void enter(ServerRequest request, ServerResponse response, Users.User user, String how, String next) {
        String agent = request.headers().first(HeaderNames.USER_AGENT).orElse("");
        String secret = login.open(user, entrance.address(request), agent, cookie.of(request), how);
        cookie.set(response, secret, SessionCookie.LONGEST);
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, next).send();
    }

    private void leave(ServerRequest request, ServerResponse response, Caller caller) {
        cookie.of(request).ifPresent(secret -> login.close(secret, caller.name()));
        cookie.clear(response);
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, "/login")
                .send();
    }
}
