package dev.hullmark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;

/** The cookies by which a browser is known again (RFC 6265bis). */
public final class SessionCookie {
    /** An unused session ends. */
    public static final Duration IDLE = Duration.ofHours(2);
    /** And any ends. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final String SECURE_PREFIX = "__Host-";

    private final String name;
    private final boolean secure;

    /** @param name without the prefix that a secure one gets, which other hosts and plain HTTP can't set */
    public SessionCookie(String name, Entrance entrance) {
        secure = entrance.secure();
        this.name = secure ? SECURE_PREFIX + name : name;
    }

    public Optional<String> of(ServerRequest request) {
        for (String header : request.headers().values(HeaderNames.COOKIE)) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    return Optional.of(pair.substring(equals + 1).strip()).filter(value -> !value.isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    /** @param value of letters, digits, '-' and '_' */
    public void set(ServerResponse response, String value, Duration lifetime) {
        response.headers()
                .add(
                        HeaderNames.SET_COOKIE,
                        name + "=" + value + "; Path=/; Max-Age=" + lifetime.toSeconds() + "; HttpOnly; SameSite=Lax"
                                + (secure ? "; Secure" : ""));
    }

    public void clear(ServerResponse response) {
        set(response, "", Duration.ZERO);
    }
}
