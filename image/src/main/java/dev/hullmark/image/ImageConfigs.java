package dev.hullmark.image;

import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.LayerInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an image's configuration (OCI image-spec, config.md; Docker's image JSON is the same but for health checks). */
public final class ImageConfigs {
    private ImageConfigs() {}

    /**
     * A configuration, read.
     *
     * @param config the facts
     * @param diffIds digests of the uncompressed layers as claimed, base first
     */
    public record Parsed(ImageConfig config, List<String> diffIds) {
        public Parsed {
            diffIds = List.copyOf(diffIds);
        }

        /**
         * The place, diffID and build step of each layer.
         *
         * @param count how many layers the manifest names; where the configuration knows fewer, the rest has no diffID
         */
        public List<LayerInfo> layers(int count) {
            List<String> steps = new ArrayList<>();
            for (ImageConfig.Step step : config.history()) {
                if (!step.emptyLayer()) {
                    steps.add(step.createdBy());
                }
            }
            // A history that does not fit its layers names none of them: a wrong build step is worse than none.
            boolean fits = steps.size() == diffIds.size();
            List<LayerInfo> layers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String diffId = i < diffIds.size() ? diffIds.get(i) : "";
                layers.add(new LayerInfo(i, diffId, fits && i < steps.size() ? steps.get(i) : ""));
            }
            return layers;
        }

        /** What the image runs on. */
        public Platform platform() {
            String[] architecture = config.architecture().split("/", 2);
            return new Platform(config.os(), architecture[0], architecture.length > 1 ? architecture[1] : "");
        }
    }

    /**
     * Reads a configuration; what it lacks is empty.
     *
     * @throws ImageException when it is no JSON object, or too large
     */
    public static Parsed parse(byte[] bytes) {
        if (bytes.length > Limits.CONFIG) {
            throw new ImageException("The image's configuration holds " + bytes.length
                    + " bytes, more than any real one; check where the image comes from.");
        }
        Json json = Json.parse(bytes)
                .filter(Json::isObject)
                .orElseThrow(() -> new ImageException(
                        "The image's configuration is no JSON object; fetch or save the image again."));
        // Docker spells the inner fields with capitals, as does OCI; some builders leave it out.
        Json run = json.get("config");
        String variant = json.get("variant").text();
        String architecture = json.get("architecture").text();
        ImageConfig config = new ImageConfig(
                json.get("os").text(),
                variant.isEmpty() ? architecture : architecture + "/" + variant,
                json.get("created").text(),
                run.get("User").text(),
                run.get("Env").texts(),
                words(run.get("Entrypoint")),
                words(run.get("Cmd")),
                run.get("WorkingDir").text(),
                List.copyOf(run.get("ExposedPorts").fields().keySet()),
                List.copyOf(run.get("Volumes").fields().keySet()),
                labels(run.get("Labels")),
                run.get("Healthcheck").get("Test").texts(),
                history(json.get("history")));
        return new Parsed(config, json.get("rootfs").get("diff_ids").texts());
    }

    /** A list of words; old images give one text, which a shell splits. */
    private static List<String> words(Json json) {
        return json.text().isEmpty() ? json.texts() : List.of(json.text());
    }

    private static Map<String, String> labels(Json json) {
        Map<String, String> labels = new LinkedHashMap<>();
        json.fields().forEach((name, value) -> labels.put(name, value.text()));
        return labels;
    }

    private static List<ImageConfig.Step> history(Json json) {
        List<ImageConfig.Step> steps = new ArrayList<>();
        for (Json step : json.items()) {
            steps.add(new ImageConfig.Step(
                    step.get("created_by").text(), step.get("empty_layer").isTrue()));
        }
        return steps;
    }
}
