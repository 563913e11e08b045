package dev.hullmark.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads image manifests and indexes, OCI's and Docker's (image-spec manifest.md, image-index.md). */
public final class Manifests {
    private Manifests() {}

    /** What a document turned out to be. */
    public sealed interface Document {}

    /** One image. */
    public record Manifest(Descriptor config, List<Descriptor> layers) implements Document {
        public Manifest {
            layers = List.copyOf(layers);
        }
    }

    /** Several images, or further indexes. */
    public record Index(List<Descriptor> manifests) implements Document {
        public Index {
            manifests = List.copyOf(manifests);
        }
    }

    /**
     * Reads a manifest or an index, told apart by its fields: media types are often missing and sometimes wrong.
     *
     * @param what for the message: {@code manifest of alpine:3.20}
     * @throws ImageException when it is neither, or too large
     */
    public static Document parse(byte[] bytes, String what) {
        if (bytes.length > Limits.MANIFEST) {
            throw new ImageException(
                    "The " + what + " holds " + bytes.length + " bytes, more than any real one; check the source.");
        }
        Json json = Json.parse(bytes).orElseThrow(() -> unreadable(what, "it is no JSON document"));
        if (json.get("manifests").isList()) {
            return new Index(descriptors(json.get("manifests"), Limits.INDEX_MANIFESTS, what));
        }
        if (json.get("layers").isList() && json.get("config").isObject()) {
            return new Manifest(
                    descriptor(json.get("config"), what), descriptors(json.get("layers"), Limits.LAYERS, what));
        }
        if (json.get("fsLayers").isList()) {
            throw unreadable(
                    what, "it is of Docker's schema 1, retired in 2017; push the image again with a newer tool");
        }
        throw unreadable(what, "it names neither layers nor manifests");
    }

    static List<Descriptor> descriptors(Json list, int limit, String what) {
        if (list.items().size() > limit) {
            throw unreadable(what, "it names " + list.items().size() + " parts, more than " + limit);
        }
        List<Descriptor> all = new ArrayList<>();
        for (Json item : list.items()) {
            all.add(descriptor(item, what));
        }
        return all;
    }

    private static Descriptor descriptor(Json json, String what) {
        String text = json.get("digest").text();
        Digest digest =
                Digest.parse(text).orElseThrow(() -> unreadable(what, "'" + clip(text) + "' in it is no digest"));
        long size = json.get("size").number();
        if (size < 0) {
            throw unreadable(what, "it gives a part a negative size");
        }
        Map<String, String> annotations = new LinkedHashMap<>();
        json.get("annotations").fields().forEach((name, value) -> annotations.put(name, value.text()));
        return new Descriptor(json.get("mediaType").text(), digest, size, platform(json.get("platform")), annotations);
    }

    private static Optional<Platform> platform(Json json) {
        String os = json.get("os").text();
        String architecture = json.get("architecture").text();
        return os.isEmpty() || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(
                        os,
                        architecture,
                        json.get("variant").text(),
                        json.get("os.version").text()));
    }

    private static ImageException unreadable(String what, String why) {
        return new ImageException("The " + what + " can't be read: " + why + ".");
    }

    private static String clip(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
