package dev.hullmark.engine;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image an engine holds (GET /images/NAME/json).
 *
 * @param id {@code sha256:…}: the config's digest, with the containerd store the manifest's or index's
 * @param repoTags {@code name:tag}
 * @param repoDigests {@code name@sha256:…}
 * @param os {@code linux}
 * @param architecture {@code amd64}
 * @param variant {@code v7}, or ""
 * @param created RFC 3339, or ""
 * @param size in bytes, as the engine counts
 * @param layers diffIDs, base first
 * @param config the run configuration, as OCI's image configuration has it under {@code config}
 */
public record EngineImage(
        String id,
        List<String> repoTags,
        List<String> repoDigests,
        String os,
        String architecture,
        String variant,
        String created,
        long size,
        List<String> layers,
        JsonNode config) {

    /**
     * One build step (GET /images/NAME/history).
     *
     * @param createdBy the command, or ""
     * @param size bytes it added; 0 for a step without a layer, and for an empty layer
     */
    public record Step(String createdBy, long size) {}

    static EngineImage of(JsonNode image) {
        return new EngineImage(
                Json.text(image, "Id"),
                Json.texts(image.path("RepoTags")),
                Json.texts(image.path("RepoDigests")),
                Json.text(image, "Os"),
                Json.text(image, "Architecture"),
                Json.text(image, "Variant"),
                Json.text(image, "Created"),
                image.path("Size").asLong(0),
                Json.texts(image.path("RootFS").path("Layers")),
                image.path("Config"));
    }

    /**
     * All this as OCI's image configuration (image-spec, config.md), as far as the engine tells it.
     *
     * @param history oldest first, of {@link EngineClient#history}
     */
    public byte[] ociConfig(List<Step> history) {
        ObjectNode oci = JsonNodeFactory.instance.objectNode();
        oci.put("os", os)
                .put("architecture", architecture)
                .put("variant", variant)
                .put("created", created);
        oci.set("config", config);
        ArrayNode diffIds = oci.putObject("rootfs").putArray("diff_ids");
        layers.forEach(diffIds::add);
        List<Boolean> empty = EmptySteps.of(history, layers.size());
        ArrayNode steps = oci.putArray("history");
        for (int i = 0; i < history.size(); i++) {
            steps.addObject()
                    .put("created_by", history.get(i).createdBy())
                    .put("empty_layer", !empty.isEmpty() && empty.get(i));
        }
        return WireInput.utf8(oci.toString());
    }

    /** {@code linux/arm64/v8} */
    public String platform() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
