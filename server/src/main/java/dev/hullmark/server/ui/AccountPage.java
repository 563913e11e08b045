package dev.hullmark.server.ui;

import dev.hullmark.server.access.OwnAccount;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Entrance;
import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Sessions;
import dev.hullmark.store.Tokens;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Oneself: sessions, the password, and how pages look. */
public final class AccountPage implements Api {
    private static final Duration YEAR = Duration.ofDays(365);

    private final Pages pages;
    private final OwnAccount account;
    private final Entrance entrance;

    AccountPage(Pages pages, OwnAccount account, Entrance entrance) {
        this.pages = pages;
        this.account = account;
        this.entrance = entrance;
    }

    @Override
    public void routes(Routes routes) {
        Tokens.Role everybody = Tokens.Role.VIEWER;
        routes.get("/account", everybody, (request, response, caller) -> show(request, response, caller, Filled.EMPTY))
                .post("/account/password", everybody, this::password)
                .post("/account/sessions/{id}/end", everybody, this::end)
                .post("/account/theme", everybody, this::theme);
    }

    /**
     * @param own the session that asks; empty for a token
     * @param done whether the password was just changed
     */
    public record View(Optional<Caller.Session> own, List<Sessions.Seen> sessions, Filled form, boolean done) {
        public View {
            sessions = List.copyOf(sessions);
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller, Filled form) {
        Optional<Caller.Session> own =
                caller.by() instanceof Caller.Session session ? Optional.of(session) : Optional.empty();
        View view = new View(
                own,
                own.isPresent() ? account.sessions(caller) : List.of(),
                form,
                Pages.parameter(request, "done").equals("password"));
        pages.show(response, form, "account", pages.shell(request, caller, "Account", "/account"), view);
    }

    private void password(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        Pages.done(
                response,
                "/account?done=password",
                () -> {
                    if (!form.text("new").equals(form.text("again"))) {
                        throw Refused.bad("again", "The two new passwords differ.");
                    }
                    account.password(caller, form.text("old"), form.text("new"), entrance.address(request))
                            .ifPresent(pause -> {
                                throw new Refused(
                                        Status.TOO_MANY_REQUESTS_429,
                                        "Too many attempts. Try again in " + (pause.toSeconds() + 1) + " seconds.");
                            });
                },
                refused -> show(request, response, caller, Filled.wrong(form, refused, Map.of())));
    }

    private void end(ServerRequest request, ServerResponse response, Caller caller) {
        Pages.done(
                response,
                "/account",
                () -> account.end(caller, Pages.id(request)),
                refused -> show(request, response, caller, Filled.trouble(refused)));
    }

    /** {@code light}, {@code dark}, or anything else for what the system prefers; back to a page of ours. */
    private void theme(ServerRequest request, ServerResponse response, Caller caller) {
        Forms.Form form = Forms.of(request);
        String theme = form.text("theme");
        boolean chosen = theme.equals("light") || theme.equals("dark");
        response.headers()
                .addCookie(SetCookie.builder("theme", chosen ? theme : "")
                        .path("/")
                        .httpOnly(true)
                        .secure(entrance.secure())
                        .sameSite(SetCookie.SameSite.LAX)
                        .maxAge(chosen ? YEAR : Duration.ZERO)
                        .build());
        String next = form.text("next");
        boolean ours = next.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?");
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, ours ? next : "/")
                .send();
    }
}
