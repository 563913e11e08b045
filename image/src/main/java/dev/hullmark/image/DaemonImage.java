package dev.hullmark.image;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineImage;
import dev.hullmark.image.LayeredImage.LayerReading;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An image that an engine holds. What the engine says of it names the layers by their diffIDs; to read any of them it
 * must export the whole image, as one stream whose layers come in any order and under names that may say nothing. Each
 * is walked and hashed as it passes, and only its hash tells which layer it was.
 */
final class DaemonImage implements Image {
    private final Subject subject;
    private final ImageConfig config;
    private final List<Layer> layers = new ArrayList<>();
    private final OpenOptions options;
    private final DaemonExport export;
    private final long size;

    DaemonImage(EngineClient engine, EngineImage image, Subject subject, OpenOptions options) {
        this.subject = subject;
        this.options = options;
        size = image.size();
        ImageConfigs.Parsed parsed = ImageConfigs.parse(
                image.ociConfig(engine.history(image.id(), platform(options).orElse(image.platform()))));
        config = parsed.config();
        if (parsed.diffIds().size() > Limits.LAYERS) {
            throw new ImageException("The engine names more than " + Limits.LAYERS + " layers of this image.");
        }
        for (LayerInfo info : parsed.layers(parsed.diffIds().size())) {
            Optional<String> identity = Digest.parse(info.diffId()).map(Digest::toString);
            layers.add(new Layer(info, identity));
        }
        export = new DaemonExport(engine, image, options);
    }

    private static Optional<String> platform(OpenOptions options) {
        return options.platform().map(Platform::toString);
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public Optional<ImageConfig> config() {
        return Optional.of(config);
    }

    @Override
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    @Override
    public List<Coverage> gaps() {
        return List.of();
    }

    @Override
    public <V extends LayerVisitor> Map<Layer, Reading<V>> read(Collection<Layer> wanted, Supplier<V> newVisitor) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        ReadGuard guard = new ReadGuard(options.progress(), "reading the engine's layers", size, options.budget());
        Map<String, LayerReading<V>> byDiffId = pass(wanted, newVisitor, guard);
        List<LayerBlob> blobs = new ArrayList<>();
        for (Layer layer : layers) {
            LayerReading<V> read = byDiffId.get(layer.info().diffId());
            blobs.add(read == null ? export.again(layer) : read.blob);
        }
        new ImageLinks(blobs, guard, options.temporary()).follow(List.copyOf(byDiffId.values()));
        Map<Layer, Reading<V>> results = new LinkedHashMap<>();
        for (Layer layer : wanted) {
            LayerReading<V> read = byDiffId.get(layer.info().diffId());
            results.put(
                    layer,
                    read == null
                            ? missing(layer, newVisitor.get())
                            : new Reading<>(read.visitor, List.copyOf(read.identities)));
        }
        return results;
    }

    private static <V extends LayerVisitor> Reading<V> missing(Layer layer, V visitor) {
        visitor.gap("layer:" + layer.info().diffId(), "the engine's export holds no bytes with this digest");
        return new Reading<>(visitor, List.of());
    }

    /** One pass over the export, ended when all that is wanted has come. */
    private <V extends LayerVisitor> Map<String, LayerReading<V>> pass(
            Collection<Layer> wanted, Supplier<V> newVisitor, ReadGuard guard) {
        Set<String> missing = new HashSet<>();
        for (Layer layer : wanted) {
            missing.add(layer.info().diffId());
        }
        Set<String> others = new HashSet<>();
        for (Layer layer : layers) {
            others.add(layer.info().diffId());
        }
        others.removeAll(missing);
        Map<String, LayerReading<V>> found = new HashMap<>();
        try (DaemonPass pass = export.pass()) {
            while (!missing.isEmpty() && pass.next(others)) {
                LayerReading<V> reading = new LayerReading<>(pass.layer(), newVisitor.get());
                reading.read(guard, options);
                for (String diffId : reading.identities) {
                    if (missing.remove(diffId)) {
                        found.put(diffId, reading);
                    }
                }
            }
        } catch (IOException e) {
            throw new ImageException(
                    "The engine's export of " + subject.name() + " " + Errors.reason(e)
                            + "; what is missing then can't be told, so scan again.",
                    e);
        }
        return found;
    }

    @Override
    public void close() {
        export.close();
    }
}
