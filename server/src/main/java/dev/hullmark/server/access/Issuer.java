package dev.hullmark.server.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Asks the OpenID Connect issuer, and no other host: what its documents name elsewhere is not gone to. */
final class Issuer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 1 << 20;

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    Issuer(URI address) {
        this.address = address;
    }

    /** @param status of HTTP */
    record Answer(int status, String body) {}

    /** @throws IOException when it doesn't answer, or the address is another host's */
    Answer get(URI at) throws IOException {
        return send(HttpRequest.newBuilder(own(at)));
    }

    /** @param form already encoded */
    Answer post(URI at, Map<String, String> headers, String form) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(own(at))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        headers.forEach(request::header);
        return send(request);
    }

    /** The same address when it is the issuer's own. */
    URI own(URI at) throws IOException {
        if (!address.getScheme().equalsIgnoreCase(at.getScheme())
                || !address.getAuthority().equalsIgnoreCase(at.getAuthority())) {
            throw new IOException("the issuer sends us to " + at.getAuthority() + ", which is not its own host");
        }
        return at;
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<InputStream> response = client.send(
                    request.timeout(PATIENCE)
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(LARGEST);
                if (body.length == LARGEST) {
                    throw new IOException("the issuer's answer is too large");
                }
                return new Answer(response.statusCode(), new String(body, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
