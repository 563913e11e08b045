package dev.hullmark.server.access;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The page to log in on, as plain as can be. */
final class LoginPage {
    private final boolean oidc;

    /** @param oidc whether an issuer is asked, too */
    LoginPage(boolean oidc) {
        this.oidc = oidc;
    }

    /**
     * @param next the local path to go to
     * @param trouble what went wrong, one sentence; or ""
     */
    void send(ServerResponse response, Status status, String next, String trouble) {
        String alert = trouble.isEmpty() ? "" : "<p role=\"alert\">" + escaped(trouble) + "</p>\n";
        String issuer = oidc
                ? "<p><a href=\"/login/oidc?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)
                        + "\">Log in with OpenID Connect</a></p>\n"
                : "";
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .send("""
                        <!DOCTYPE html>
                        <html lang="en">
                        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
                        <title>Log in - Hullmark</title></head>
                        <body><main>
                        <h1>Log in to Hullmark</h1>
                        %s%s<form method="post" action="/login">
                        <input type="hidden" name="next" value="%s">
                        <p><label for="name">Name</label> <input id="name" name="name" autocomplete="username" required></p>
                        <p><label for="password">Password</label> <input id="password" name="password" type="password"\
                         autocomplete="current-password" required></p>
                        <p><button>Log in</button></p>
                        </form>
                        </main></body>
                        </html>
                        """.formatted(alert, issuer, escaped(next)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
