package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens an image of an OCI layout (image-spec image-layout.md), in a directory or an archive. */
final class OciLayout {
    private final Members members;
    private final String from;
    private final OpenOptions options;
    private final List<PlatformChoice.Offer<Candidate>> offers = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** @param from what is opened, for messages */
    OciLayout(Members members, String from, OpenOptions options) {
        this.members = members;
        this.from = from;
        this.options = options;
    }

    /** An image of the layout; without manifest and configuration when their bytes are not there. */
    private record Candidate(
            Descriptor descriptor, Optional<Manifests.Manifest> manifest, Optional<ImageConfigs.Parsed> config) {}

    /** @param ref which image, or "" when there is only one */
    LayeredImage open(Subject subject, String ref) throws IOException {
        byte[] bytes = members.read("index.json", Limits.MANIFEST).orElse(new byte[0]);
        if (!(Manifests.parse(bytes, "index of " + from) instanceof Manifests.Index index)) {
            throw new ImageException("The index.json of " + from + " is no index; save the image again.");
        }
        for (Descriptor descriptor : index.manifests()) {
            if (ref.isEmpty() || isNamed(descriptor, ref)) {
                String name =
                        descriptor.refName().isEmpty() ? descriptor.digest().toString() : descriptor.refName();
                offer(descriptor, name, 0);
            }
        }
        if (offers.isEmpty() && !ref.isEmpty()) {
            throw new ImageException(from + " holds no image of the name " + ref + ".");
        }
        PlatformChoice<Candidate> choice = PlatformChoice.of(offers, options.platform(), from);
        return image(subject, choice.chosen(), choice.gaps());
    }

    private static boolean isNamed(Descriptor descriptor, String ref) {
        return descriptor.refName().equals(ref)
                || descriptor.digest().toString().equals(ref)
                || descriptor
                        .annotations()
                        .getOrDefault("org.opencontainers.image.ref.name", "")
                        .equals(ref);
    }

    /** Looks behind one reference of an index; nested indexes too. */
    private void offer(Descriptor descriptor, String name, int depth) throws IOException {
        if (descriptor.isAttestation() || !seen.add(descriptor.digest().toString())) {
            return;
        }
        if (depth > Limits.INDEX_DEPTH || seen.size() > Limits.INDEX_MANIFESTS) {
            throw new ImageException("The indexes of " + from + " are nested too deeply or name too many images.");
        }
        Optional<byte[]> bytes = blob(descriptor, Limits.MANIFEST, "manifest");
        if (bytes.isEmpty()) {
            descriptor
                    .platform()
                    .ifPresent(platform -> offers.add(new PlatformChoice.Offer<>(
                            new Candidate(descriptor, Optional.empty(), Optional.empty()), platform, name, false)));
            return;
        }
        switch (Manifests.parse(bytes.get(), "manifest " + descriptor.digest() + " of " + from)) {
            case Manifests.Index index -> {
                for (Descriptor nested : index.manifests()) {
                    offer(nested, name, depth + 1);
                }
            }
            case Manifests.Manifest manifest -> offer(descriptor, manifest, name);
        }
    }

    private void offer(Descriptor descriptor, Manifests.Manifest manifest, String name) throws IOException {
        if (!isImage(manifest.config().mediaType())) {
            return;
        }
        Optional<ImageConfigs.Parsed> config =
                blob(manifest.config(), Limits.CONFIG, "configuration").map(ImageConfigs::parse);
        Optional<Platform> platform = descriptor.platform().or(() -> config.map(ImageConfigs.Parsed::platform));
        offers.add(new PlatformChoice.Offer<>(
                new Candidate(descriptor, Optional.of(manifest), config),
                platform.orElseGet(Platform::ofThisMachine),
                name,
                config.isPresent()));
    }

    /** Layouts also hold charts, signatures and the like. */
    private static boolean isImage(String mediaType) {
        return mediaType.isEmpty() || mediaType.contains("image.config.") || mediaType.contains("container.image.");
    }

    private Optional<byte[]> blob(Descriptor descriptor, int limit, String what) throws IOException {
        Optional<byte[]> bytes = members.read(path(descriptor), limit);
        bytes.ifPresent(found -> descriptor.digest().verify(found, what + " of " + from));
        return bytes;
    }

    private static String path(Descriptor descriptor) {
        return "blobs/" + descriptor.digest().algorithm() + "/"
                + descriptor.digest().hex();
    }

    private LayeredImage image(Subject subject, Candidate chosen, List<Coverage> choiceGaps) throws IOException {
        List<Coverage> gaps = new ArrayList<>(choiceGaps);
        List<Descriptor> descriptors = chosen.manifest.orElseThrow().layers();
        ImageConfigs.Parsed config = chosen.config.orElseThrow();
        List<LayerInfo> infos = config.layers(descriptors.size());
        List<LayerBlob> blobs = new ArrayList<>();
        for (int i = 0; i < descriptors.size(); i++) {
            Optional<LayerBlob.Region> region = members.find(path(descriptors.get(i)));
            if (region.isEmpty()) {
                String name = infos.get(i).diffId();
                gaps.add(Coverage.none("layer:" + (name.isEmpty() ? i : name), members.whyAbsent()));
            } else {
                blobs.add(LayerBlob.of(
                        infos.get(i),
                        region.get(),
                        Optional.of(descriptors.get(i).digest())));
            }
        }
        Subject named = new Subject(
                subject.kind(), subject.name(), chosen.descriptor.digest().toString(), subject.source());
        return new LayeredImage(named, Optional.of(config.config()), blobs, gaps, options, members);
    }
}
