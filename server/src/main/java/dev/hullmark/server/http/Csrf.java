package dev.hullmark.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other sites' pages from asking in a user's name (OWASP's cheat sheet "Cross-Site Request Forgery Prevention"): what
 * a cookie stands for and changes something has to come from our own pages, by the browser's word and by a token that only
 * they know. Whoever shows an API token is no browser that was led astray.
 */
public final class Csrf {
    private static final HeaderName TOKEN = HeaderNames.create("X-CSRF-Token");
    private static final HeaderName SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Entrance entrance;

    public Csrf(Entrance entrance) {
        this.entrance = entrance;
    }

    static boolean safe(ServerRequest request) {
        return SAFE.contains(request.prologue().method());
    }

    boolean right(ServerRequest request, Caller caller) {
        return !(caller.by() instanceof Caller.Session session)
                || safe(request)
                || (fromUs(request) && Secrets.same(session.csrf(), sent(request)));
    }

    /** Whether the browser says that one of our own pages asks; false when it says nothing. */
    public boolean fromUs(ServerRequest request) {
        Optional<String> site = request.headers().first(SITE);
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        return (site.isPresent() || origin.isPresent())
                && site.map(OWN::contains).orElse(true)
                && origin.map(o -> o.equalsIgnoreCase(entrance.origin(request))).orElse(true);
    }

    private static String sent(ServerRequest request) {
        return request.headers()
                .first(TOKEN)
                .orElseGet(() -> Forms.sent(request) ? Forms.of(request).text("csrf") : "");
    }
}
