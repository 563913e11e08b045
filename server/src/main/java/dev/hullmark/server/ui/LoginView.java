package dev.hullmark.server.ui;

import dev.hullmark.server.access.LoginPage;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/**
 * The page to log in on.
 *
 * @param oidc whether an OpenID Connect issuer is asked, too
 */
public record LoginView(boolean oidc) implements LoginPage {
    /** @param trouble one sentence, or "" */
    public record View(String next, String trouble, boolean oidc) {
        public String issuer() {
            return Link.to("/login/oidc").with("next", next).toString();
        }
    }

    @Override
    public void send(ServerResponse response, Status status, String next, String trouble) {
        Pages.send(response, status, "login", Map.of("view", new View(next, trouble, oidc)));
    }
}
