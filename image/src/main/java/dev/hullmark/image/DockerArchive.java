package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens an image that docker save wrote before version 25, or that another tool wrote in that form. */
final class DockerArchive {
    private static final String BLOBS = "blobs/";

    private final Members members;
    private final String from;
    private final OpenOptions options;

    /** @param from what is opened, for messages */
    DockerArchive(Members members, String from, OpenOptions options) {
        this.members = members;
        this.from = from;
        this.options = options;
    }

    /** @param ref which image, or "" when there is only one */
    LayeredImage open(Subject subject, String ref) throws IOException {
        byte[] bytes = members.read("manifest.json", Limits.MANIFEST).orElse(new byte[0]);
        Json manifest = choose(Json.parse(bytes).map(Json::items).orElse(List.of()), ref);
        String configName = manifest.get("Config").text();
        byte[] configBytes = members.read(configName, Limits.CONFIG)
                .orElseThrow(() -> new ImageException("The configuration that manifest.json of " + from
                        + " names is missing; save the image again."));
        digest(configName).ifPresent(digest -> digest.verify(configBytes, "configuration of " + from));
        ImageConfigs.Parsed config = ImageConfigs.parse(configBytes);
        checkPlatform(config.platform());
        Subject named = new Subject(
                subject.kind(), subject.name(), Digest.of(configBytes).toString(), subject.source());
        List<Coverage> gaps = new ArrayList<>();
        List<LayerBlob> blobs = blobs(manifest.get("Layers").texts(), config, gaps);
        return new LayeredImage(named, Optional.of(config.config()), blobs, gaps, options, members);
    }

    private List<LayerBlob> blobs(List<String> names, ImageConfigs.Parsed config, List<Coverage> gaps)
            throws IOException {
        if (names.size() > Limits.LAYERS) {
            throw new ImageException(from + " names " + names.size() + " layers, more than any engine runs.");
        }
        List<LayerInfo> infos = config.layers(names.size());
        List<LayerBlob> blobs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Optional<LayerBlob.Region> region = members.find(names.get(i));
            if (region.isEmpty()) {
                String name = infos.get(i).diffId();
                gaps.add(Coverage.none("layer:" + (name.isEmpty() ? i : name), members.whyAbsent()));
            } else {
                blobs.add(LayerBlob.of(infos.get(i), region.get(), digest(names.get(i))));
            }
        }
        return blobs;
    }

    /** What a member's name claims of its bytes, when it lies among OCI's blobs. */
    private static Optional<Digest> digest(String name) {
        return name.startsWith(BLOBS)
                ? Digest.parse(name.substring(BLOBS.length()).replace('/', ':'))
                : Optional.empty();
    }

    private Json choose(List<Json> images, String ref) {
        Set<String> configs = new LinkedHashSet<>();
        Set<String> tags = new LinkedHashSet<>();
        List<Json> fitting = new ArrayList<>();
        for (Json image : images) {
            List<String> own = image.get("RepoTags").texts();
            tags.addAll(own);
            if (ref.isEmpty() || own.contains(ref)) {
                fitting.add(image);
                configs.add(image.get("Config").text());
            }
        }
        if (fitting.isEmpty()) {
            throw new ImageException(
                    ref.isEmpty()
                            ? "The manifest.json of " + from + " names no image; save the image again."
                            : from + " holds no image of the name " + ref + ".");
        }
        if (configs.size() > 1) {
            throw new ImageException(from + " holds " + configs.size()
                    + " images; name one behind a colon, as in " + from + ":NAME: "
                    + PlatformChoice.clip(String.join(", ", tags)) + ".");
        }
        return fitting.getFirst();
    }

    private void checkPlatform(Platform platform) {
        if (options.platform().isPresent() && !options.platform().get().accepts(platform)) {
            throw new ImageException(from + " holds an image for " + platform + ", not for "
                    + options.platform().get() + ".");
        }
    }
}
