package dev.hullmark.image;

import dev.hullmark.engine.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Whether a registry is asked over TLS. Always, but on this machine, where plain HTTP is the rule and tried first, and
 * where the user allows to do without, when it is tried last.
 */
final class RegistryScheme {
    private final RegistryHttp http;
    private final RegistryReference reference;

    RegistryScheme(RegistryHttp http, RegistryReference reference) {
        this.http = http;
        this.reference = reference;
    }

    /** {@code https://HOST[:PORT]} */
    URI base(boolean insecure) {
        URI tls = URI.create("https://" + reference.host());
        URI plain = URI.create("http://" + reference.host());
        if (Loopback.is(plain.getHost())) {
            return speaksPlain(plain) ? plain : tls;
        }
        return insecure && !speaksTls(tls) ? plain : tls;
    }

    /** A server that wants TLS answers a plain request with 400, or not at all. */
    private boolean speaksPlain(URI plain) {
        try {
            HttpResponse<RegistryBody> answer = http.get(URI.create(plain + "/v2/"), Map.of(), Limits.REGISTRY_PACE);
            answer.body().finish();
            return answer.statusCode() != 400;
        } catch (IOException e) {
            return e instanceof java.net.ConnectException;
        }
    }

    private boolean speaksTls(URI tls) {
        try {
            http.get(URI.create(tls + "/v2/"), Map.of(), Limits.REGISTRY_PACE)
                    .body()
                    .close();
            return true;
        } catch (SSLException | java.net.ConnectException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
