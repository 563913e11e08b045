package dev.hullmark.image;

import dev.hullmark.engine.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Answers a registry's challenges (distribution-spec; the token flow is Docker's, docs "auth/token" and "auth/oauth").
 * What it learns serves all later requests of the same repository.
 */
final class RegistryAuth {
    private final RegistryHttp http;
    private final RegistryReference reference;
    private final RegistryCredentials credentials;
    private final String scope;
    private String authorization = "";

    /** @param scope what a token is asked for: {@code repository:NAME:pull} */
    RegistryAuth(RegistryHttp http, RegistryReference reference, RegistryCredentials credentials, String scope) {
        this.scope = scope;
        this.http = http;
        this.reference = reference;
        this.credentials = credentials;
    }

    /** The Authorization header's value for the registry itself; "" for none. */
    synchronized String header() {
        return authorization;
    }

    RegistryCredentials credentials() {
        return credentials;
    }

    /**
     * Earns another header after one was refused.
     *
     * @param refused the value that was sent
     * @param secure whether the registry is asked over TLS; then no secret goes without
     * @return false when there is nothing else to try
     */
    synchronized boolean renew(HttpResponse<?> challenged, String refused, boolean secure) throws IOException {
        if (!authorization.equals(refused)) {
            return true; // another thread was faster
        }
        Optional<RegistryChallenge> challenge =
                RegistryChallenge.choose(challenged.headers().allValues("WWW-Authenticate"));
        if (challenge.isEmpty()) {
            return false;
        }
        if (challenge.get().scheme().equals("basic")) {
            if (credentials.user().isEmpty() || refused.equals(credentials.basic())) {
                return false;
            }
            authorization = credentials.basic();
            return true;
        }
        authorization = "Bearer " + token(challenge.get(), secure);
        return true;
    }

    private String token(RegistryChallenge challenge, boolean secure) throws IOException {
        URI realm = realm(challenge.parameter("realm"), secure);
        String service = challenge.parameter("service");
        HttpResponse<RegistryBody> answer;
        if (credentials.identityToken().isEmpty()) {
            String query = "scope=" + encode(scope) + (service.isEmpty() ? "" : "&service=" + encode(service));
            URI uri = URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + query);
            Map<String, String> headers =
                    credentials.user().isEmpty() ? Map.of() : Map.of("Authorization", credentials.basic());
            answer = http.get(uri, headers, Long.MAX_VALUE);
        } else {
            answer = http.post(
                    realm,
                    "grant_type=refresh_token&client_id=hullmark&service=" + encode(service) + "&scope=" + encode(scope)
                            + "&refresh_token=" + encode(credentials.identityToken()));
        }
        try (RegistryBody body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw RegistryRefusal.ofToken(reference, credentials, realm.getHost(), answer.statusCode());
            }
            byte[] bytes = body.readNBytes(Limits.REGISTRY_TOKEN + 1);
            Json json = bytes.length > Limits.REGISTRY_TOKEN
                    ? Json.parse(new byte[0]).orElse(Json.NOTHING)
                    : Json.parse(bytes).orElse(Json.NOTHING);
            String token = json.get("token").text();
            token = token.isEmpty() ? json.get("access_token").text() : token;
            if (token.isEmpty() || !isHeaderSafe(token)) {
                throw new RegistryException("The token service " + realm.getHost() + " of " + reference.registry()
                        + " sent no token; try again later.");
            }
            return token;
        }
    }

    private URI realm(String text, boolean secure) {
        try {
            URI realm = new URI(text);
            String host = realm.getHost() == null ? "" : realm.getHost();
            boolean tls = "https".equals(realm.getScheme());
            boolean plain = "http".equals(realm.getScheme()) && (!secure || Loopback.is(host));
            if (!host.isEmpty() && realm.getRawFragment() == null && (tls || plain)) {
                return realm;
            }
        } catch (java.net.URISyntaxException e) {
            // said below
        }
        throw new RegistryException("The registry " + reference.registry() + " names a token service that is no"
                + " https address; its answer can't be trusted.");
    }

    private static boolean isHeaderSafe(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
