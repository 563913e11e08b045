package dev.hullmark.image;

import dev.hullmark.model.LayerInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * One layer and where its bytes are.
 *
 * @param layer what the image knows of it
 * @param size of the bytes as they are stored or sent; 0 when not known
 * @param digest what those bytes must hash to, where something claims it
 * @param source the bytes
 */
record LayerBlob(Layer layer, long size, Optional<Digest> digest, Source source) {
    /** Where bytes come from. */
    sealed interface Source {}

    /** A stretch of a file, shared by all threads; what nobody wants of it need not be read. */
    record Region(FileChannel channel, long start, long size, FileIdentity file) implements Source {}

    /**
     * Bytes that pass by once. Opened for the one walk over the layer, and seldom again: when a link leads to a file
     * that had already gone by unread. Its stream may throw {@link ImageException} from any read to end the whole
     * scan; any other exception costs only this layer.
     */
    @FunctionalInterface
    non-sealed interface Stream extends Source {
        InputStream open() throws IOException;
    }

    /** A layer that lies in a file. */
    static LayerBlob of(LayerInfo info, Region region, Optional<Digest> digest) {
        return new LayerBlob(new Layer(info, region.file().at(region.start())), region.size(), digest, region);
    }

    /** The layer in words. */
    String name() {
        String diffId = layer.info().diffId();
        int index = layer.info().index() + 1;
        return "layer " + index + (diffId.isEmpty() ? "" : " (" + diffId + ")");
    }
}
