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
    private final LoginPage page;
    private final Login login;
    private final TokenAdmin tokens;
    private final UserAdmin users;
    private final OwnAccount account;

    /**
     * @param cookie that the login sets
     * @param page to log in on
     */
    public UsersAndTokens(
            Context context, Entrance entrance, SessionCookie cookie, Optional<OidcSettings> oidc, LoginPage page) {
        this.context = context;
        this.entrance = entrance;
        this.cookie = cookie;
        this.oidc = oidc;
        this.page = page;
        login = new Login(context, passwords);
        tokens = new TokenAdmin(context);
        users = new UserAdmin(context, passwords);
        account = new OwnAccount(context, passwords, login);
    }

    /** For pages. */
    public TokenAdmin tokens() {
        return tokens;
    }

    public UserAdmin users() {
        return users;
    }

    public OwnAccount account() {
        return account;
    }

    public Entrance entrance() {
        return entrance;
    }

    /** Makes sure that somebody can log in, and forgets what has ended. */
    public void start(Schedule schedule) {
        Users all = new Users(context.database());
        String password = Secrets.random();
        if (oidc.isEmpty()
                && !all.any()
                && all.add(FIRST, passwords.hash(password), Tokens.Role.ADMIN, context.now())) {
            System.err.println("The password of the user '" + FIRST + "', shown this once: " + password);
        }
        Tokens every = new Tokens(context.database());
        Sessions sessions = new Sessions(context.database());
        schedule.every(HOUR, Schedule.jitter(HOUR), () -> {
            every.forget(context.now());
            sessions.forget(SessionCookie.IDLE, context.now());
        });
    }

    @Override
    public void routes(Routes routes) {
        LoginApi byPassword = new LoginApi(login, page, entrance, cookie);
        byPassword.routes(routes);
        oidc.ifPresent(settings -> new OidcApi(context, settings, login, byPassword, page, entrance).routes(routes));
        new MeApi(account, entrance).routes(routes);
        new UsersApi(users).routes(routes);
        new TokensApi(tokens).routes(routes);
        new AuditApi(context).routes(routes);
    }
}
