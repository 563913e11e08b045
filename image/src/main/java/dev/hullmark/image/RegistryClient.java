package dev.hullmark.image;

import dev.hullmark.engine.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/**
 * Reads one repository of a registry (OCI distribution-spec, "Pull"). Any thread may ask. Credentials go to the
 * registry and its token service, never to where it redirects; TLS is never given up on the way.
 */
final class RegistryClient implements RegistrySource {
    static final String MANIFEST_TYPES = "application/vnd.oci.image.index.v1+json,"
            + "application/vnd.docker.distribution.manifest.list.v2+json,"
            + "application/vnd.oci.image.manifest.v1+json,application/vnd.docker.distribution.manifest.v2+json";

    private final RegistryReference reference;
    private final RegistryHttp http;
    private final RegistryAuth auth;
    private final URI base;
    private final String root;

    RegistryClient(RegistryReference reference, OpenOptions options, RegistrySettings settings) {
        this(
                reference,
                "/v2/" + reference.repository(),
                "repository:" + reference.repository() + ":pull",
                options,
                settings);
    }

    /** Of a registry as a whole, which lists what it has. */
    static RegistryClient ofCatalogue(String registry, OpenOptions options, RegistrySettings settings) {
        RegistryReference whole = new RegistryReference(registry, "", "", Optional.empty());
        return new RegistryClient(whole, "/v2", "registry:catalog:*", options, settings);
    }

    /** Of a repository that is written to, and others of the same registry that are read. */
    static RegistryClient forPush(
            RegistryReference reference, List<String> read, OpenOptions options, RegistrySettings settings) {
        StringBuilder scope = new StringBuilder("repository:" + reference.repository() + ":pull,push");
        read.forEach(other -> scope.append(" repository:").append(other).append(":pull"));
        return new RegistryClient(reference, "/v2/" + reference.repository(), scope.toString(), options, settings);
    }

    private RegistryClient(
            RegistryReference reference, String root, String scope, OpenOptions options, RegistrySettings settings) {
        this.reference = reference;
        this.root = root;
        http = new RegistryHttp(
                settings, RegistryTls.sources(reference, options.registry().authorities(), settings));
        auth = new RegistryAuth(
                http,
                reference,
                RegistryCredentials.find(
                        RegistryCredentials.files(settings.environment(), settings.home()),
                        reference,
                        new CredentialHelpers(settings.environment(), Limits.CREDENTIAL_HELPER_TIME)),
                scope);
        boolean plain = options.insecure() || options.registry().plain().contains(reference.registry());
        base = new RegistryScheme(http, reference).base(plain);
    }

    /** A manifest or index, and what its bytes hash to. */
    record Fetched(Manifests.Document document, Digest digest) {}

    @Override
    public Fetched manifest(String version) {
        String what = "manifest of " + reference;
        try {
            HttpResponse<RegistryBody> answer = get("/manifests/" + version, MANIFEST_TYPES, 0, Long.MAX_VALUE);
            byte[] bytes = all(answer, Limits.MANIFEST, what);
            String claimed =
                    answer.headers().firstValue("Docker-Content-Digest").orElse("");
            Digest.parse(version).or(() -> Digest.parse(claimed)).ifPresent(digest -> digest.verify(bytes, what));
            return new Fetched(
                    Manifests.parse(bytes, what), Digest.parse(version).orElseGet(() -> Digest.of(bytes)));
        } catch (IOException e) {
            throw failed(e, what);
        }
    }

    @Override
    public byte[] blob(Digest digest, int limit, String what) {
        try {
            byte[] bytes = all(get("/blobs/" + digest, "*/*", 0, Long.MAX_VALUE), limit, what);
            digest.verify(bytes, what);
            return bytes;
        } catch (IOException e) {
            throw failed(e, what);
        }
    }

    /** An answer's bytes with what its headers say. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Answer(byte[] bytes, String link, String claimedDigest) {}

    /**
     * A document below the repository, unchecked; empty when the registry has none there.
     *
     * @param path {@code /referrers/sha256:…}, with its query
     */
    Optional<Answer> find(String path, String accept, int limit, String what) {
        try {
            HttpResponse<RegistryBody> answer = get(path, accept, 0, Long.MAX_VALUE);
            return Optional.of(new Answer(
                    all(answer, limit, what),
                    answer.headers().firstValue("Link").orElse(""),
                    answer.headers().firstValue("Docker-Content-Digest").orElse("")));
        } catch (IOException e) {
            throw failed(e, what);
        } catch (RegistryException e) {
            if (e.why() == RegistryException.Why.ABSENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * A blob's bytes from {@code from} on, unchecked; where the registry gives no part, what comes before is read and
     * dropped.
     */
    @Override
    public InputStream open(Digest digest, long from) throws IOException {
        HttpResponse<RegistryBody> answer = get("/blobs/" + digest, "*/*", from, Limits.REGISTRY_PACE);
        RegistryBody body = answer.body();
        if (from > 0) {
            String range = answer.headers().firstValue("Content-Range").orElse("");
            boolean part = answer.statusCode() == 206;
            if (part && !range.startsWith("bytes " + from + "-")) {
                body.close();
                throw new IOException("it sent another part than the one asked for");
            }
            if (!part) {
                body.skipNBytes(from);
            }
        }
        return body;
    }

    @Override
    public RegistryException failed(IOException e, String what) {
        return new RegistryException(
                "The registry " + reference.registry() + " failed at the " + what + ": " + RegistryHttp.reason(e)
                        + "; check the network, or try again later.",
                RegistryException.Why.TROUBLE,
                e);
    }

    /** The answer to a GET below the repository: 200 or 206, everything else is an exception. */
    private HttpResponse<RegistryBody> get(String path, String accept, long from, long pace) throws IOException {
        URI uri = uri(path);
        return answered(
                authorization -> follow(uri, accept, authorization, from, pace),
                status -> status == 200 || (status == 206 && from > 0));
    }

    /** One attempt at a request. */
    @FunctionalInterface
    interface Attempt {
        /** @param authorization the header's value, or "" */
        HttpResponse<RegistryBody> send(String authorization) throws IOException;
    }

    /** An address below the repository. */
    URI uri(String path) {
        return URI.create(base + root + path);
    }

    RegistryHttp http() {
        return http;
    }

    /**
     * Tries until the registry answers: logs in when it asks for that, and comes back later when it is in trouble.
     *
     * @param fine the statuses that are an answer; every other is an exception
     */
    HttpResponse<RegistryBody> answered(Attempt request, IntPredicate fine) throws IOException {
        int renewals = 0;
        for (int attempt = 1; ; ) {
            String authorization = auth.header();
            HttpResponse<RegistryBody> answer;
            try {
                answer = request.send(authorization);
                int status = answer.statusCode();
                if (fine.test(status)) {
                    return answer;
                }
                if (status == 401
                        && renewals++ < Limits.REGISTRY_RENEWALS
                        && auth.renew(answer, authorization, secure())) {
                    answer.body().finish();
                    continue;
                }
                if ((status != 429 && status < 500) || attempt == Limits.REGISTRY_ATTEMPTS) {
                    throw refused(answer);
                }
            } catch (IOException e) {
                if (attempt == Limits.REGISTRY_ATTEMPTS || !mayPass(e)) {
                    throw e;
                }
                http.pause(backOff(attempt++));
                continue;
            }
            Duration asked = retryAfter(answer);
            if (asked.compareTo(Limits.REGISTRY_RETRY_AFTER) > 0) {
                throw refused(answer);
            }
            answer.body().finish();
            Duration own = backOff(attempt++);
            http.pause(asked.compareTo(own) > 0 ? asked : own);
        }
    }

    /** Sends, and goes where it is sent on to; the Authorization header only ever to the registry itself. */
    private HttpResponse<RegistryBody> follow(URI start, String accept, String authorization, long from, long pace)
            throws IOException {
        URI uri = start;
        for (int hop = 0; hop <= Limits.REGISTRY_REDIRECTS; hop++) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Accept", accept);
            if (!authorization.isEmpty() && sameOrigin(uri, start)) {
                headers.put("Authorization", authorization);
            }
            if (from > 0) {
                headers.put("Range", "bytes=" + from + "-");
            }
            HttpResponse<RegistryBody> answer = http.get(uri, headers, pace);
            switch (answer.statusCode()) {
                case 301, 302, 303, 307, 308 -> {
                    answer.body().finish();
                    uri = target(uri, answer.headers().firstValue("Location").orElse(""));
                }
                default -> {
                    return answer;
                }
            }
        }
        throw new RegistryException("The registry " + reference.registry() + " redirects without end.");
    }

    /** Where a Location leads, when it may be followed. */
    URI target(URI from, String location) {
        try {
            URI to = from.resolve(new URI(location));
            boolean host = to.getHost() != null && !location.isEmpty() && to.getUserInfo() == null;
            if (host && "https".equals(to.getScheme())) {
                return to;
            }
            if (host && "http".equals(to.getScheme()) && "http".equals(from.getScheme())) {
                return to;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new RegistryException("The registry " + reference.registry()
                + " redirects to where Hullmark does not follow: no address, or one without TLS.");
    }

    static boolean sameOrigin(URI a, URI b) {
        return a.getScheme().equals(b.getScheme()) && a.getHost().equals(b.getHost()) && a.getPort() == b.getPort();
    }

    private boolean secure() {
        return "https".equals(base.getScheme()) || Loopback.is(base.getHost());
    }

    /** Whether another attempt could help: not where nothing listens, the name is wrong or TLS says no. */
    private static boolean mayPass(IOException e) {
        return !(e instanceof java.net.ConnectException)
                && !(e instanceof javax.net.ssl.SSLException)
                && !(e instanceof java.net.SocketTimeoutException)
                && !(e instanceof java.net.http.HttpTimeoutException);
    }

    private RegistryException refused(HttpResponse<RegistryBody> answer) {
        byte[] why = {};
        try (RegistryBody body = answer.body()) {
            why = body.readNBytes(Limits.REGISTRY_ERROR);
        } catch (IOException e) {
            // The status says enough.
        }
        return RegistryRefusal.of(reference, auth.credentials(), answer.statusCode(), why);
    }

    private static byte[] all(HttpResponse<RegistryBody> answer, int limit, String what) throws IOException {
        try (RegistryBody body = answer.body()) {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new RegistryException(
                        "The " + what + " holds more than " + limit
                                + " bytes, more than any real one; check the source.",
                        RegistryException.Why.TOO_LARGE);
            }
            return bytes;
        }
    }

    /** Doubles from half a second, half of it by chance so that many clients don't come back together. */
    private static Duration backOff(int attempt) {
        long most = 500L << attempt;
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    /** Of the header: seconds or a date (RFC 9110, section 10.2.3); what is neither counts as not given. */
    private static Duration retryAfter(HttpResponse<?> answer) {
        String text = answer.headers().firstValue("Retry-After").orElse("");
        if (text.isEmpty() || text.length() > 40) {
            return Duration.ZERO;
        }
        try {
            if (text.length() <= 9) {
                return Duration.ofSeconds(Math.max(0, Long.parseLong(text)));
            }
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration until = Duration.between(Instant.now(), date);
            return until.isNegative() ? Duration.ZERO : until;
        } catch (NumberFormatException | DateTimeException e) {
            return Duration.ZERO;
        }
    }

    @Override
    public void close() {
        // What it asks with is others' too.
    }
}
