package dev.hullmark.image;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineContainer;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A container: the layers of its image, and as the last one what it changed. That one is never the same twice. */
final class ContainerImage implements Image {
    private final DaemonImage image;
    private final EngineClient engine;
    private final EngineContainer container;
    private final OpenOptions options;
    private final Layer changes;

    ContainerImage(DaemonImage image, EngineClient engine, EngineContainer container, OpenOptions options) {
        this.image = image;
        this.engine = engine;
        this.container = container;
        this.options = options;
        LayerInfo info = new LayerInfo(image.layers().size(), "", "changed in the container");
        changes = new Layer(info, Optional.empty());
    }

    @Override
    public Subject subject() {
        return image.subject();
    }

    @Override
    public Optional<ImageConfig> config() {
        return image.config();
    }

    @Override
    public List<Layer> layers() {
        List<Layer> all = new ArrayList<>(image.layers());
        all.add(changes);
        return all;
    }

    @Override
    public List<Coverage> gaps() {
        List<Coverage> gaps = new ArrayList<>(image.gaps());
        for (String mount : container.mounts()) {
            gaps.add(Coverage.none("mount:" + mount, "what is mounted there is no part of the container"));
        }
        return gaps;
    }

    @Override
    public <V extends LayerVisitor> Map<Layer, Reading<V>> read(Collection<Layer> wanted, Supplier<V> newVisitor) {
        List<Layer> ofImage = new ArrayList<>(wanted);
        boolean changed = ofImage.remove(changes);
        Map<Layer, Reading<V>> results = new LinkedHashMap<>(image.read(ofImage, newVisitor));
        if (changed) {
            V visitor = newVisitor.get();
            new ContainerChanges(engine, container.id(), options).read(visitor);
            results.put(changes, new Reading<>(visitor, List.of()));
        }
        return results;
    }

    @Override
    public void close() {
        image.close();
    }
}
