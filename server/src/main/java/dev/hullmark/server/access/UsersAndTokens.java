package dev.hullmark.server.access;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Entrance;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.Secrets;
import dev.hullmark.server.http.SessionCookie;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Schedule;
import dev.hullmark.store.Sessions;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Users;
import java.time.Duration;
import java.util.Optional;

/** All of users, sessions, tokens and the audit log. */
public final class UsersAndTokens implements Api {
    private static final String FIRST = "admin";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Context context;
    private final Entrance entrance;
    private final SessionCookie cookie;
    private final Optional<OidcSettings> oidc;
    private final Passwords passwords = new Passwords();

    /** @param cookie that the login sets */
    public UsersAndTokens(Context context, Entrance entrance, SessionCookie cookie, Optional<OidcSettings> oidc) {
        this.context = context;
        this.entrance = entrance;
        this.cookie = cookie;
        this.oidc = oidc;
    }

    /** Makes sure that somebody can log in, and forgets what has ended. */
    public void start(Schedule schedule) {
        Users users = new Users(context.database());
        String password = Secrets.random();
        if (oidc.isEmpty()
                && !users.any()
                && users.add(FIRST, passwords.hash(password), Tokens.Role.ADMIN, context.now())) {
            System.err.println("The password of the user '" + FIRST + "', shown this once: " + password);
        }
        Tokens tokens = new Tokens(context.database());
        Sessions sessions = new Sessions(context.database());
        schedule.every(HOUR, Schedule.jitter(HOUR), () -> {
            tokens.forget(context.now());
            sessions.forget(SessionCookie.IDLE, context.now());
        });
    }

    @Override
    public void routes(Routes routes) {
        Login login = new Login(context, passwords);
        LoginPage page = new LoginPage(oidc.isPresent());
        LoginApi byPassword = new LoginApi(login, page, entrance, cookie);
        byPassword.routes(routes);
        oidc.ifPresent(settings -> new OidcApi(context, settings, login, byPassword, page, entrance).routes(routes));
        new MeApi(context, passwords, login, entrance).routes(routes);
        new UsersApi(context, passwords).routes(routes);
        new TokensApi(context).routes(routes);
        new AuditApi(context).routes(routes);
    }
}
