package dev.hullmark.image;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Sends one request and brings its answer, whatever that is: redirects and refusals are the caller's. */
final class RegistryHttp {
    /**
     * Clients that differ in nothing are one: to make one is to read all the machine's certificates, and a server asks for
     * each tag. It lives as long as the process, or until there were many, for certificates change.
     */
    private static final Map<Kind, HttpClient> SHARED = new ConcurrentHashMap<>();

    private record Kind(Duration connect, Map<String, String> environment, Optional<RegistryTls.Sources> tls) {}

    private final RegistrySettings settings;
    private final RegistryProxy proxy;
    private final HttpClient client;

    /** @param tls who is trusted and what is shown, where that is not the usual */
    RegistryHttp(RegistrySettings settings, Optional<RegistryTls.Sources> tls) {
        this.settings = settings;
        proxy = new RegistryProxy(settings.environment());
        if (SHARED.size() > Limits.REGISTRY_CLIENTS) {
            SHARED.clear(); // each ends when nobody has it any more
        }
        client = SHARED.computeIfAbsent(new Kind(settings.connect(), settings.environment(), tls), this::client);
    }

    // HTTP/1.1: a connection per layer in flight is faster than sharing one, and plain registries know no other.
    private HttpClient client(Kind kind) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(kind.connect())
                .proxy(proxy);
        kind.tls().map(RegistryTls::context).ifPresent(builder::sslContext);
        return builder.build();
    }

    /** @param paceBytes as in {@link RegistryBody} */
    HttpResponse<RegistryBody> get(URI uri, Map<String, String> headers, long paceBytes) throws IOException {
        return send(request(uri, headers).GET().build(), paceBytes);
    }

    /**
     * Sends something.
     *
     * @param bytes how much it is; a registry answers only when it has all, so that it may take longer to
     */
    HttpResponse<RegistryBody> send(
            String method, URI uri, Map<String, String> headers, HttpRequest.BodyPublisher body, long bytes)
            throws IOException {
        Duration patience = settings.answer().plusSeconds(bytes / Limits.REGISTRY_PUSH_PACE);
        return send(request(uri, headers).method(method, body).build(), Long.MAX_VALUE, patience);
    }

    HttpResponse<RegistryBody> post(URI uri, String form) throws IOException {
        Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return send(
                request(uri, headers)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                Long.MAX_VALUE);
    }

    private HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).header("User-Agent", "hullmark");
        headers.forEach(builder::header);
        proxy.authorization(uri).ifPresent(value -> builder.header("Proxy-Authorization", value));
        return builder;
    }

    private HttpResponse<RegistryBody> send(HttpRequest request, long paceBytes) throws IOException {
        return send(request, paceBytes, settings.answer());
    }

    private HttpResponse<RegistryBody> send(HttpRequest request, long paceBytes, Duration patience) throws IOException {
        // The request's own time-out ends with the headers or with the body, depending on the JDK.
        CompletableFuture<HttpResponse<RegistryBody>> answer = client.sendAsync(request, body(settings, paceBytes));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SocketTimeoutException("no answer in " + patience.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryException(
                    "Interrupted while asking " + request.uri().getHost() + ".", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case ImageException ours -> throw ours;
                case null, default -> throw new IOException(reason(e), e);
            }
        }
    }

    /** Must not know this object: the client keeps the last one, and what leads back to the client keeps it for ever. */
    private static HttpResponse.BodyHandler<RegistryBody> body(RegistrySettings settings, long paceBytes) {
        return head -> new RegistryBody(settings.idle(), settings.pace(), paceBytes);
    }

    void pause(Duration duration) {
        try {
            settings.pauses().pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("Interrupted while waiting for a registry.", e);
        }
    }

    /** What kept a request from its answer, as a clause. */
    static String reason(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnresolvedAddressException e -> {
                    return "its name is not known";
                }
                case HttpConnectTimeoutException e -> {
                    return "no connection in time";
                }
                case SSLException e -> {
                    return tls(e);
                }
                default -> {}
            }
        }
        return problem instanceof ConnectException ? "nothing answers there" : Errors.reason(problem);
    }

    private static String tls(SSLException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("unsupported or unrecognized ssl message") || message.contains("plaintext")) {
            return "it speaks no TLS";
        }
        return message.contains("path building") || message.contains("certificate")
                ? "its certificate is not trusted (" + Errors.reason(e) + "); give its authority's with --ca-cert FILE"
                : "TLS failed: " + Errors.reason(e);
    }

    /** Whether both ask with the same client. */
    boolean shares(RegistryHttp other) {
        return client.equals(other.client);
    }
}
