package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Writes to one repository of a registry (OCI distribution-spec, "Push"). Blobs go first, then the manifest that names them;
 * what is there already is not sent again.
 */
public final class RegistryPush implements AutoCloseable {
    private static final String OCTETS = "application/octet-stream";

    private final RegistryClient client;
    private final String name;

    /**
     * @param repository with its registry: {@code registry.example.com:5000/team/app}
     * @param read other repositories of the same registry whose blobs are mounted
     * @throws ImageException when it is no repository
     */
    public RegistryPush(String repository, List<String> read, OpenOptions options) {
        this(repository, read, options, RegistrySettings.ofProcess());
    }

    RegistryPush(String repository, List<String> read, OpenOptions options, RegistrySettings settings) {
        RegistryReference parsed = RegistryReference.parse(repository);
        name = parsed.registry() + "/" + parsed.repository();
        client = RegistryClient.forPush(
                new RegistryReference(parsed.registry(), parsed.repository(), "", Optional.empty()),
                read,
                options,
                settings);
    }

    /** Opens a blob's bytes from the start; asked again when sending failed. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /** What a tag or digest stands for in the repository; empty when there is no such thing. */
    public Optional<Digest> manifest(String version) {
        String what = "manifest of " + name;
        return client.find("/manifests/" + version, RegistryClient.MANIFEST_TYPES, Limits.MANIFEST, what)
                .map(answer -> Digest.of(answer.bytes()));
    }

    /** Whether the repository has a blob. */
    public boolean has(Digest blob) {
        int status = send(
                        "HEAD",
                        client.uri("/blobs/" + blob),
                        Map.of(),
                        () -> BodyPublishers.noBody(),
                        0,
                        s -> s == 200 || s == 404)
                .statusCode();
        return status == 200;
    }

    /** Puts a blob there, unless it is. */
    public void blob(Digest digest, byte[] bytes) {
        digest.verify(bytes, "blob");
        if (!has(digest)) {
            upload(begin("/blobs/uploads/"), digest, () -> BodyPublishers.ofByteArray(bytes), bytes.length);
        }
    }

    /**
     * Puts a blob there, unless it is: out of another repository of the same registry where that has it, else by its bytes,
     * whose digest the registry checks.
     *
     * @param from the other repository, without the registry; "" when the bytes are elsewhere
     * @param size of the blob in bytes
     */
    public void blob(Digest digest, long size, String from, Source source) {
        if (has(digest)) {
            return;
        }
        String mount = from.isEmpty() ? "" : "?mount=" + digest + "&from=" + from;
        HttpResponse<RegistryBody> begun = begin("/blobs/uploads/" + mount);
        if (begun.statusCode() == 201) {
            return; // mounted
        }
        upload(
                begun,
                digest,
                () -> BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> opened(source)), size),
                size);
    }

    private static InputStream opened(Source source) {
        try {
            return source.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts a manifest there. Its bytes are kept as they are, so that its digest stays.
     *
     * @param version a tag, or the digest where it gets none
     */
    public Digest manifest(String version, String mediaType, byte[] bytes) {
        Digest digest = Digest.of(bytes);
        if (!RegistryReference.isTag(version) && !version.equals(digest.toString())) {
            throw new ImageException("'" + version + "' is no tag and not the digest of what is pushed.");
        }
        HttpResponse<RegistryBody> answer = send(
                "PUT",
                client.uri("/manifests/" + version),
                Map.of("Content-Type", mediaType),
                () -> BodyPublishers.ofByteArray(bytes),
                bytes.length,
                s -> s == 201);
        String kept = answer.headers().firstValue("Docker-Content-Digest").orElse(digest.toString());
        if (!kept.equals(digest.toString())) {
            throw new RegistryException("The registry of " + name + " keeps " + digest + " as " + kept
                    + ": it changes what is pushed, so that its digest does not stay.");
        }
        return digest;
    }

    private HttpResponse<RegistryBody> begin(String path) {
        return send("POST", client.uri(path), Map.of(), () -> BodyPublishers.noBody(), 0, s -> s == 201 || s == 202);
    }

    private void upload(HttpResponse<RegistryBody> begun, Digest digest, Body body, long size) {
        URI start = client.uri("/blobs/uploads/");
        URI to = client.target(start, begun.headers().firstValue("Location").orElse(""));
        URI put = URI.create(to + (to.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        HttpResponse<RegistryBody> _ = send("PUT", put, Map.of("Content-Type", OCTETS), body, size, s -> s == 201);
    }

    /** A body, anew for each attempt. */
    @FunctionalInterface
    private interface Body {
        BodyPublisher make();
    }

    private HttpResponse<RegistryBody> send(
            String method, URI uri, Map<String, String> headers, Body body, long bytes, IntPredicate fine) {
        try {
            HttpResponse<RegistryBody> answer = client.answered(
                    authorization -> {
                        Map<String, String> all = new LinkedHashMap<>(headers);
                        if (!authorization.isEmpty() && RegistryClient.sameOrigin(uri, client.uri("/"))) {
                            all.put("Authorization", authorization);
                        }
                        return client.http().send(method, uri, all, body.make(), bytes);
                    },
                    fine);
            answer.body().finish();
            return answer;
        } catch (IOException e) {
            throw client.failed(e, "push to " + name);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
