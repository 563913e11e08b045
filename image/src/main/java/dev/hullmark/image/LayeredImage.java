package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Subject;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** An image made of layers, wherever they come from: reads them side by side, then follows links between them. */
final class LayeredImage implements Image {
    private final Subject subject;
    private final Optional<ImageConfig> config;
    private final List<LayerBlob> blobs;
    private final List<Coverage> gaps;
    private final OpenOptions options;
    private final Closeable source;
    private final Optional<Digest> configDigest;

    /**
     * @param blobs the layers whose bytes are there, base first
     * @param source closed with the image
     */
    LayeredImage(
            Subject subject,
            Optional<ImageConfig> config,
            List<LayerBlob> blobs,
            List<Coverage> gaps,
            OpenOptions options,
            Closeable source) {
        this(subject, config, Optional.empty(), blobs, gaps, options, source);
    }

    /** The same, of which the configuration's digest is known. */
    LayeredImage(
            Subject subject,
            Optional<ImageConfig> config,
            Optional<Digest> configDigest,
            List<LayerBlob> blobs,
            List<Coverage> gaps,
            OpenOptions options,
            Closeable source) {
        this.configDigest = configDigest;
        this.subject = subject;
        this.config = config;
        this.blobs = List.copyOf(blobs);
        this.gaps = List.copyOf(gaps);
        this.options = options;
        this.source = source;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public Optional<ImageConfig> config() {
        return config;
    }

    @Override
    public Optional<Digest> configDigest() {
        return configDigest;
    }

    @Override
    public long largestLayer() {
        return blobs.stream().mapToLong(LayerBlob::size).max().orElse(0);
    }

    @Override
    public List<Layer> layers() {
        return blobs.stream().map(LayerBlob::layer).toList();
    }

    @Override
    public List<Coverage> gaps() {
        return gaps;
    }

    @Override
    public <V extends LayerVisitor> Map<Layer, Reading<V>> read(Collection<Layer> wanted, Supplier<V> newVisitor) {
        Set<Layer> chosen = new HashSet<>(wanted);
        List<LayerReading<V>> readings = new ArrayList<>();
        long total = 0;
        for (LayerBlob blob : blobs) {
            if (chosen.contains(blob.layer())) {
                readings.add(new LayerReading<>(blob, newVisitor.get()));
                total += blob.size();
            }
        }
        ReadGuard guard = new ReadGuard(options.progress(), "reading layers", total, options.budget());
        // The largest first: they decide how long it takes.
        List<LayerReading<V>> order = new ArrayList<>(readings);
        order.sort(
                Comparator.comparingLong((LayerReading<V> r) -> r.blob.size()).reversed());
        Workers.run(order, reading -> reading.read(guard, options), guard::stop);
        new ImageLinks(blobs, guard, options.temporary()).follow(readings);
        Map<Layer, Reading<V>> results = new LinkedHashMap<>();
        for (LayerReading<V> reading : readings) {
            results.put(reading.blob.layer(), new Reading<>(reading.visitor, reading.identities));
        }
        return results;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            // It was only read.
        }
    }

    /** One layer's part of a reading. */
    static final class LayerReading<V extends LayerVisitor> {
        final LayerBlob blob;
        final V visitor;
        LayerLinks links = new LayerLinks();
        List<String> identities = List.of();

        LayerReading(LayerBlob blob, V visitor) {
            this.blob = blob;
            this.visitor = visitor;
        }

        void read(ReadGuard guard, OpenOptions options) {
            LayerWalk walk = new LayerWalk(blob, visitor, guard, options.temporary());
            identities = walk.walk();
            links = walk.links();
        }
    }
}
