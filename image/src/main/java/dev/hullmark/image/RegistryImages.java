package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Subject;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens images in registries (OCI distribution-spec; Docker's registry API v2). Nothing but manifests is read yet. */
public final class RegistryImages {
    private RegistryImages() {}

    /**
     * Finds the image of the wanted platform, whose layers are then read as they come over the network.
     *
     * @param reference as engines write it: {@code alpine:3.20}, {@code registry.example.com/team/app@sha256:…}
     * @throws ImageException when it is no reference, or the registry refuses, stalls or lies
     */
    public static Image open(String reference, OpenOptions options) {
        return open(reference, options, RegistrySettings.ofProcess());
    }

    static Image open(String reference, OpenOptions options, RegistrySettings settings) {
        return open(reference, options, settings, List.of());
    }

    /** @param known gaps that there were before a registry was asked */
    static Image open(String reference, OpenOptions options, RegistrySettings settings, List<Coverage> known) {
        RegistryReference wanted = RegistryReference.parse(reference);
        if (options.offline()) {
            throw new RegistryException("Without the network the registry " + wanted.registry() + " can't be asked for "
                    + wanted + "; leave --offline out, or scan a saved image.");
        }
        options.progress().report("asking " + wanted.registry(), 0, 0);
        RegistrySource client = RegistryMirrors.of(wanted, options, settings);
        try {
            return image(wanted, options, client, known);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static Image image(
            RegistryReference wanted, OpenOptions options, RegistrySource client, List<Coverage> known) {
        RegistryManifests.Chosen chosen = new RegistryManifests(client, wanted, options.platform()).choose();
        Manifests.Manifest manifest = chosen.manifest();
        String type = manifest.config().mediaType().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.contains("image")) {
            throw new RegistryException(
                    wanted + " is no container image: its registry holds it as " + clip(type) + ".",
                    RegistryException.Why.UNSUPPORTED);
        }
        byte[] bytes = client.blob(manifest.config().digest(), Limits.CONFIG, "configuration of " + wanted);
        ImageConfigs.Parsed parsed = ImageConfigs.parse(bytes);
        Optional<Platform> asked = options.platform();
        if (asked.isPresent() && !asked.get().accepts(parsed.platform())) {
            throw new RegistryException(wanted + " is not there for " + asked.get() + ", only for " + parsed.platform()
                    + "; leave --platform out to scan that.");
        }
        List<LayerInfo> infos = parsed.layers(manifest.layers().size());
        List<LayerBlob> blobs = new ArrayList<>();
        List<Closeable> open = new ArrayList<>(List.of(client));
        List<Coverage> gaps = new ArrayList<>(known);
        if (client instanceof RegistryMirrors mirrors) {
            mirrors.gap().ifPresent(gaps::add);
        }
        for (int i = 0; i < infos.size(); i++) {
            Descriptor blob = manifest.layers().get(i);
            if (blob.isForeign()) {
                gaps.add(Coverage.none(
                        "layer:" + blob.digest(),
                        "its publisher keeps it outside of registries, where it is not read"));
                continue;
            }
            Layer layer = new Layer(infos.get(i), Optional.of(blob.digest().toString()));
            LayerBlob.Stream bytesOfIt = () -> new RegistryBlob(client, blob);
            if (options.registry().kept()) {
                KeptBlob kept = new KeptBlob(bytesOfIt, blob.size(), options.temporary());
                open.add(kept);
                bytesOfIt = kept;
            }
            blobs.add(new LayerBlob(layer, blob.size(), Optional.of(blob.digest()), bytesOfIt));
        }
        Subject subject =
                new Subject("image", wanted.toString(), chosen.digest().toString(), "registry");
        return new LayeredImage(
                subject,
                Optional.of(parsed.config()),
                Optional.of(manifest.config().digest()),
                blobs,
                gaps,
                options,
                () -> close(open));
    }

    private static void close(List<Closeable> open) throws IOException {
        for (Closeable one : open) {
            one.close();
        }
    }

    private static String clip(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
