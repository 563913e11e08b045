package dev.hullmark.ship;

import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;

/**
 * Posts JSON. The client asks for the address of a host here and connects to that very address, so that what was checked
 * is what is connected to, whatever a name server says next; TLS still asks for the host's name. Redirects are not
 * followed, and no proxy is asked.
 */
final class Poster {
    private static final String HTTPS = "https";

    private final Destinations destinations;

    Poster(Destinations destinations) {
        this.destinations = destinations;
    }

    Outcome post(URI url, String body, Map<String, String> headers) {
        try {
            return Deadline.within(() -> attempt(url, body, headers));
        } catch (ExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Destinations.Forbidden) {
                    return new Outcome.Refused(String.valueOf(cause.getMessage()));
                }
            }
            return new Outcome.Later("It can't be reached: " + Deadline.why(e) + ".", Optional.empty());
        }
    }

    private Outcome attempt(URI url, String body, Map<String, String> headers) throws NoSuchAlgorithmException {
        boolean tls = HTTPS.equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        WebClient client = WebClient.builder()
                .connectTimeout(Limits.ANSWER_TIME)
                .readTimeout(Limits.ANSWER_TIME)
                .followRedirects(false)
                .proxy(Proxy.noProxy())
                .tls(Tls.builder().sslContext(SSLContext.getDefault()).build())
                .shareConnectionCache(false)
                .keepAlive(false)
                .servicesDiscoverServices(false)
                .sendExpectContinue(false)
                .dnsResolver((host, lookup) -> address(host, port))
                .build();
        try {
            var request = client.post()
                    .uri(url)
                    .skipUriEncoding(true)
                    .header(HeaderNames.CONTENT_TYPE, "application/json")
                    .header(HeaderNames.USER_AGENT, "Hullmark");
            headers.forEach((name, value) -> request.header(HeaderNames.create(name), value));
            try (HttpClientResponse response = request.submit(body.getBytes(StandardCharsets.UTF_8))) {
                return outcome(
                        response.status(), said(response), response.headers().first(HeaderNames.RETRY_AFTER));
            }
        } finally {
            client.closeResource();
        }
    }

    private InetAddress address(String host, int port) {
        try {
            return destinations.address(host, port);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome outcome(Status status, String text, Optional<String> retryAfter) {
        int code = status.code();
        String said = Words.clean(code + (text.isEmpty() ? "" : " " + text));
        if (code / 100 == 2) {
            return new Outcome.Delivered(said);
        }
        if (code / 100 == 3) {
            return new Outcome.Refused(said + " (a redirect, which is not followed)");
        }
        // Request timeout, too early, too many requests.
        boolean passing = code / 100 == 5 || code == 408 || code == 425 || code == 429;
        return passing
                ? new Outcome.Later(said, retryAfter.flatMap(after -> retryAfter(after, Instant.now())))
                : new Outcome.Refused(said);
    }

    /** Seconds, or a date (RFC 9110, section 10.2.3); bounded. */
    static Optional<Duration> retryAfter(String text, Instant now) {
        Duration asked;
        try {
            asked = text.strip().chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Duration.ofSeconds(Long.parseLong(text.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
        if (asked.isNegative()) {
            return Optional.empty();
        }
        return Optional.of(asked.compareTo(Limits.RETRY_AFTER) < 0 ? asked : Limits.RETRY_AFTER);
    }

    private static String said(HttpClientResponse response) {
        if (!response.entity().hasEntity()) {
            return "";
        }
        try (InputStream in = response.entity().inputStream()) {
            return new String(in.readNBytes(Limits.ANSWER_BYTES), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            // The status counts.
            return "";
        }
    }
}
