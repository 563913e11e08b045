package dev.hullmark.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.HashMap;
import java.util.Map;

/**
 * What browsers are told with every answer: nothing is loaded, run, framed or kept but what is ours. A route whose answer
 * anybody may keep sets Cache-Control anew.
 */
final class SecurityHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Map<HeaderName, String> all = new HashMap<>();

    SecurityHeaders(Entrance entrance) {
        all.put(HeaderNames.create("Content-Security-Policy"), POLICY);
        all.put(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        // With no-referrer, browsers would keep our own origin from us, too.
        all.put(HeaderNames.create("Referrer-Policy"), "same-origin");
        all.put(HeaderNames.CACHE_CONTROL, "no-store");
        if (entrance.secure()) {
            all.put(HeaderNames.create("Strict-Transport-Security"), "max-age=31536000");
        }
    }

    Map<HeaderName, String> all() {
        return all;
    }
}
