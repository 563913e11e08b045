package dev.hullmark.image;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Attaches documents to an image in its repository (OCI distribution-spec 1.1, "Pushing Manifests with Subject"): a registry
 * without the referrers API gets the tag that stands in for it. What was attached before under the same type and by the
 * same author is replaced; what others attached stays.
 */
public final class RegistryAttach implements AutoCloseable {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = new JsonMapper();

    /** The annotation that names who attached it. */
    private static final String AUTHOR = "dev.hullmark.attached-by";

    private final RegistryClient client;
    private final RegistryPush push;
    private final String author;

    /**
     * @param repository with its registry
     * @param author whose documents replace one another
     */
    public RegistryAttach(String repository, String author, OpenOptions options) {
        RegistryReference parsed = RegistryReference.parse(repository);
        RegistryReference whole = new RegistryReference(parsed.registry(), parsed.repository(), "", Optional.empty());
        push = new RegistryPush(repository, java.util.List.of(), options);
        client = RegistryClient.forPush(whole, java.util.List.of(), options, RegistrySettings.ofProcess());
        this.author = author;
    }

    /**
     * @param type what it is; the artifact's type and its only layer's media type
     * @return whether anything had to be changed
     * @throws RegistryException when the image is gone, or the registry refuses
     */
    public boolean attach(Digest image, String type, byte[] document) {
        byte[] about = client.find(
                        "/manifests/" + image, RegistryClient.MANIFEST_TYPES, Limits.MANIFEST, "manifest " + image)
                .orElseThrow(() -> new RegistryException(
                        "The image " + image + " is gone; nothing was attached to it.", RegistryException.Why.ABSENT))
                .bytes();
        image.verify(about, "manifest " + image);
        byte[] manifest = manifest(image, about, type, document);
        Digest digest = Digest.of(manifest);
        Listing known = listing(image);
        Set<String> old = new LinkedHashSet<>();
        for (JsonNode one : known.entries()) {
            if (ours(one, type) && !one.path("digest").asString("").equals(digest.toString())) {
                old.add(one.path("digest").asString(""));
            }
        }
        boolean there = contains(known.entries(), digest);
        if (there && old.isEmpty()) {
            return false;
        }
        push.blob(Digest.of(EMPTY), EMPTY);
        push.blob(Digest.of(document), document);
        Digest _ = push.manifest(digest.toString(), MANIFEST, manifest);
        if (!known.api()) {
            tag(image, known.entries(), old, digest, manifest.length, type);
        }
        old.forEach(this::delete);
        return true;
    }

    private byte[] manifest(Digest image, byte[] about, String type, byte[] document) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MANIFEST).put("artifactType", type);
        describe(manifest.putObject("config"), EMPTY_TYPE, EMPTY);
        describe(manifest.putArray("layers").addObject(), type, document);
        String mediaType = JSON.readTree(about).path("mediaType").asString(MANIFEST);
        manifest.putObject("subject")
                .put("mediaType", mediaType)
                .put("digest", image.toString())
                .put("size", about.length);
        manifest.putObject("annotations").put(AUTHOR, author);
        return JSON.writeValueAsBytes(manifest);
    }

    private static void describe(ObjectNode node, String type, byte[] bytes) {
        node.put("mediaType", type).put("digest", Digest.of(bytes).toString()).put("size", bytes.length);
    }

    /** @param api whether the registry keeps the list itself */
    private record Listing(boolean api, ArrayNode entries) {}

    private Listing listing(Digest image) {
        String what = "list of what is attached to " + image;
        Optional<JsonNode> listed = client.find("/referrers/" + image, INDEX, Limits.MANIFEST, what)
                .map(answer -> JSON.readTree(answer.bytes()))
                .filter(json -> json.path("manifests").isArray());
        boolean api = listed.isPresent();
        JsonNode list = listed.or(() -> client.find("/manifests/" + fallback(image), INDEX, Limits.MANIFEST, what)
                        .map(answer -> JSON.readTree(answer.bytes())))
                .orElse(JSON.createObjectNode());
        ArrayNode entries = JSON.createArrayNode();
        list.path("manifests").forEach(entries::add);
        return new Listing(api, entries);
    }

    private static String fallback(Digest image) {
        return image.toString().replace(':', '-');
    }

    private boolean ours(JsonNode entry, String type) {
        return entry.path("artifactType").asString("").equals(type)
                && entry.path("annotations").path(AUTHOR).asString("").equals(author);
    }

    private static boolean contains(ArrayNode entries, Digest digest) {
        for (JsonNode one : entries) {
            if (one.path("digest").asString("").equals(digest.toString())) {
                return true;
            }
        }
        return false;
    }

    private void tag(Digest image, ArrayNode known, Set<String> old, Digest digest, int size, String type) {
        ObjectNode index = JSON.createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", INDEX);
        ArrayNode manifests = index.putArray("manifests");
        for (JsonNode one : known) {
            String named = one.path("digest").asString("");
            if (!old.contains(named) && !named.equals(digest.toString())) {
                manifests.add(one);
            }
        }
        ObjectNode added = manifests.addObject();
        added.put("mediaType", MANIFEST).put("digest", digest.toString()).put("size", size);
        added.put("artifactType", type);
        added.putObject("annotations").put(AUTHOR, author);
        Digest _ = push.manifest(fallback(image), INDEX, JSON.writeValueAsBytes(index));
    }

    /** Where a registry deletes nothing, the old one stays, and nothing names it. */
    private void delete(String digest) {
        try {
            Map<String, String> headers = new LinkedHashMap<>();
            HttpResponse<RegistryBody> answer = client.answered(
                    authorization -> {
                        if (!authorization.isEmpty()) {
                            headers.put("Authorization", authorization);
                        }
                        return client.http()
                                .send(
                                        "DELETE",
                                        client.uri("/manifests/" + digest),
                                        headers,
                                        BodyPublishers.noBody(),
                                        0);
                    },
                    status -> status / 100 == 2 || status == 404 || status == 405);
            answer.body().finish();
        } catch (IOException e) {
            throw client.failed(e, "manifest " + digest);
        }
    }

    @Override
    public void close() {
        push.close();
        client.close();
    }
}
