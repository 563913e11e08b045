package dev.hullmark.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest as those of artifacts use it (OCI image-spec 1.1, manifest.md): what it is and what it is about.
 *
 * @param artifactType what it says it is, else its configuration's media type
 * @param subject the digest of what it is about
 */
record ArtifactManifest(
        String artifactType, Optional<Digest> subject, List<Descriptor> layers, Map<String, String> annotations) {

    /** An entry of an index of artifacts, whose type the index tells. */
    record Listed(Descriptor descriptor, String artifactType) {}

    static ArtifactManifest parse(byte[] bytes, String what) {
        Json json = Json.parse(bytes).orElse(Json.NOTHING);
        if (!json.get("layers").isList()) {
            throw new RegistryException("The " + what + " can't be read: it is no manifest.");
        }
        String type = json.get("artifactType").text();
        return new ArtifactManifest(
                type.isEmpty() ? json.get("config").get("mediaType").text() : type,
                Digest.parse(json.get("subject").get("digest").text()),
                Manifests.descriptors(json.get("layers"), Limits.LAYERS, what),
                texts(json.get("annotations")));
    }

    /** The entries of an index; empty when it is none, as some registries answer a question they do not know. */
    static Optional<List<Listed>> list(byte[] bytes, String what) {
        Json json = Json.parse(bytes).orElse(Json.NOTHING);
        if (!json.get("manifests").isList()) {
            return Optional.empty();
        }
        List<Descriptor> descriptors = Manifests.descriptors(json.get("manifests"), Limits.REFERRERS_LISTED, what);
        List<Listed> listed = new ArrayList<>();
        for (int i = 0; i < descriptors.size(); i++) {
            listed.add(new Listed(
                    descriptors.get(i),
                    json.get("manifests").items().get(i).get("artifactType").text()));
        }
        return Optional.of(listed);
    }

    private static Map<String, String> texts(Json json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.fields().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }
}
