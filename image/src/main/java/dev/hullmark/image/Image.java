package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An image (or a root directory, as one layer) that is ready to be read.
 *
 * <p>Thread-safe only in {@link #close}.
 */
public interface Image extends AutoCloseable {
    Subject subject();

    /** Empty for a root directory. */
    Optional<ImageConfig> config();

    /** The digest of the configuration, by which engines know the image; empty where the source does not tell. */
    default Optional<Digest> configDigest() {
        return Optional.empty();
    }

    /** Bytes of the largest layer as it is stored or sent; 0 where the source does not tell. */
    default long largestLayer() {
        return 0;
    }

    /** Base first. Layers that are named but whose bytes are absent are left out and told of in {@link #gaps}. */
    List<Layer> layers();

    List<Coverage> gaps();

    /**
     * Reads the given layers, each once and in parallel where the source allows it.
     *
     * @param wanted some of {@link #layers}
     * @param newVisitor makes one visitor a layer
     * @return what each layer's visitor became, and the identities its bytes earned by being read
     * @throws dev.hullmark.model.HullmarkException when the source breaks off or lies; a single bad layer of an archive
     *     whose other layers are sound is a {@link LayerVisitor#gap} instead
     */
    <V extends LayerVisitor> Map<Layer, Reading<V>> read(Collection<Layer> wanted, Supplier<V> newVisitor);

    @Override
    void close();

    /**
     * One layer, read.
     *
     * @param visitor what saw it
     * @param identities names under which the result may be stored for other scans ({@link Layer#identity}); empty when
     *     the layer was not read whole or its bytes do not match their digest
     */
    record Reading<V extends LayerVisitor>(V visitor, List<String> identities) {}
}
