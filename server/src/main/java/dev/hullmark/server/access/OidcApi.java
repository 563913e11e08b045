package dev.hullmark.server.access;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Entrance;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.Secrets;
import dev.hullmark.server.http.SessionCookie;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Log;
import dev.hullmark.store.Logins;
import dev.hullmark.store.Tokens.Role;
import dev.hullmark.store.Users;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Logging in by OpenID Connect: sent to the issuer, and come back, in the same browser. */
final class OidcApi implements Api {
    private static final String BACK = "/login/oidc/callback";
    private static final Duration OPEN = Duration.ofMinutes(10);
    private static final int LONGEST_CODE = 2000;

    private final Context context;
    private final Logins logins;
    private final Users users;
    private final Oidc oidc;
    private final OidcSettings settings;
    private final Login login;
    private final LoginApi byPassword;
    private final LoginPage page;
    private final Entrance entrance;
    private final SessionCookie begun;

    OidcApi(
            Context context,
            OidcSettings settings,
            Login login,
            LoginApi byPassword,
            LoginPage page,
            Entrance entrance) {
        this.context = context;
        logins = new Logins(context.database());
        users = new Users(context.database());
        oidc = new Oidc(settings);
        this.settings = settings;
        this.login = login;
        this.byPassword = byPassword;
        this.page = page;
        this.entrance = entrance;
        begun = new SessionCookie("hullmark-login", entrance);
    }

    @Override
    public void routes(Routes routes) {
        routes.open(Method.GET, "/login/oidc", this::begin).open(Method.GET, BACK, this::back);
    }

    private URI address(ServerRequest request) {
        return URI.create(entrance.origin(request) + BACK);
    }

    private void begin(ServerRequest request, ServerResponse response) {
        String next = NextPath.of(request.query().first("next").orElse("/"));
        Duration pause = login.attempt(entrance.address(request));
        if (!pause.isZero()) {
            byPassword.later(response, pause, next);
            return;
        }
        String state = Secrets.random();
        Logins.Begun secret = new Logins.Begun(Secrets.random(), Secrets.random(), next);
        try {
            URI there = oidc.begin(address(request), state, secret.nonce(), secret.verifier());
            if (!logins.begin(state, secret, context.now().plus(OPEN), context.now())) {
                page.send(response, Status.SERVICE_UNAVAILABLE_503, next, "Too many log in at once; try again later.");
                return;
            }
            begun.set(response, state, OPEN);
            response.status(Status.SEE_OTHER_303)
                    .header(HeaderNames.LOCATION, there.toString())
                    .send();
        } catch (Oidc.Failed e) {
            Log.problem("OpenID Connect: " + e.why());
            page.send(response, Status.BAD_GATEWAY_502, next, "The OpenID Connect issuer can't be asked; see the log.");
        }
    }

    private void back(ServerRequest request, ServerResponse response) {
        String state = request.query().first("state").orElse("");
        Optional<Logins.Begun> secret = begun.of(request)
                .filter(own -> Secrets.same(own, state))
                .flatMap(own -> logins.take(own, context.now()));
        begun.clear(response);
        String code = request.query().first("code").orElse("");
        if (secret.isEmpty()) {
            refuse(
                    request,
                    response,
                    "no login of this browser",
                    "This login was begun elsewhere, or long ago. Try again.");
        } else if (code.isEmpty() || code.length() > LONGEST_CODE) {
            refuse(request, response, "no code", "The OpenID Connect issuer did not let you in.");
        } else {
            finish(request, response, code, secret.get());
        }
    }

    private void finish(ServerRequest request, ServerResponse response, String code, Logins.Begun secret) {
        IDTokenClaimsSet claims;
        try {
            claims = oidc.finish(code, address(request), secret.nonce(), secret.verifier());
        } catch (Oidc.Failed e) {
            Log.problem("OpenID Connect: " + e.why());
            refuse(request, response, e.why(), "The OpenID Connect issuer's answer is no good; see the log.");
            return;
        }
        String subject =
                claims.getIssuer().getValue() + "|" + claims.getSubject().getValue();
        Optional<Role> role = settings.role(Claims.groups(claims, settings.roleClaim()));
        if (role.isEmpty()) {
            refuse(
                    request,
                    response,
                    "no group with a role: " + Claims.name(claims),
                    "None of your groups may use Hullmark. Ask its administrator.");
            return;
        }
        Optional<Users.User> user = users.oidc(subject, Claims.name(claims), role.get(), context.now());
        if (user.isEmpty()) {
            refuse(
                    request,
                    response,
                    "the name is a user's here: " + Claims.name(claims),
                    "Another user has your name here. Ask Hullmark's administrator.");
        } else if (user.get().disabled()) {
            refuse(
                    request,
                    response,
                    "disabled: " + user.get().name(),
                    "This user is disabled. Ask Hullmark's administrator.");
        } else {
            login.attemptWasRight(entrance.address(request));
            byPassword.enter(request, response, user.get(), "oidc", secret.next());
        }
    }

    private void refuse(ServerRequest request, ServerResponse response, String why, String sentence) {
        login.failed(entrance.address(request), "oidc: " + why);
        page.send(response, Status.FORBIDDEN_403, "/", sentence);
    }
}
