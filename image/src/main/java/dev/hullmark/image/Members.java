package dev.hullmark.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Files side by side, by name: the members of an archive or the files of a layout's directory. */
interface Members extends Closeable {
    /** Where the bytes of a member lie; empty when there is none of that name. */
    Optional<LayerBlob.Region> find(String name) throws IOException;

    /** What to say of a member that should be there. */
    String whyAbsent();

    /**
     * A small member, whole.
     *
     * @throws ImageException when it is larger than {@code limit} or cut off
     */
    default Optional<byte[]> read(String name, int limit) throws IOException {
        Optional<LayerBlob.Region> found = find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LayerBlob.Region region = found.get();
        if (region.size() > limit) {
            throw new ImageException("The image's " + name + " holds " + region.size()
                    + " bytes, more than any real one; save the image again.");
        }
        ByteBuffer all = ByteBuffer.allocate((int) region.size());
        while (all.hasRemaining()) {
            if (region.channel().read(all, region.start() + all.position()) < 0) {
                throw new ImageException("The image's " + name + " is cut off; save the image again.");
            }
        }
        return Optional.of(all.array());
    }
}
