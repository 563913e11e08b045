package dev.hullmark.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A layer's bytes as they come from the registry, exactly as many as its manifest says. A connection that breaks is
 * taken up again where it broke; whoever hashes the bytes need not know.
 */
final class RegistryBlob extends InputStream {
    private final RegistrySource client;
    private final Descriptor blob;
    private InputStream current;
    private long position;
    private int breaks;
    private Optional<RegistryException> failure = Optional.empty();

    RegistryBlob(RegistrySource client, Descriptor blob) {
        this.client = client;
        this.blob = blob;
        try {
            current = client.open(blob.digest(), 0);
        } catch (IOException e) {
            throw client.failed(e, "layer " + blob.digest());
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failure.isPresent()) {
            throw failure.get(); // whoever took the first for a bad file hears it again
        }
        while (true) {
            try {
                int count = position < blob.size()
                        ? current.read(into, offset, (int) Math.min(length, blob.size() - position))
                        : current.read();
                if (position == blob.size()) {
                    if (count >= 0) {
                        throw new RegistryException(
                                "The registry sends more than the " + blob.size() + " bytes of layer " + blob.digest()
                                        + " that its manifest names; it is not to be trusted.");
                    }
                    return -1;
                }
                if (count > 0) {
                    position += count;
                    return count;
                }
                resume(new EOFException("it ends after " + position + " of " + blob.size() + " bytes"));
            } catch (IOException e) {
                if (position == blob.size()) {
                    return -1; // all is here; how the connection ends is of no interest
                }
                resume(e);
            }
        }
    }

    private void resume(IOException why) {
        IOException last = why;
        closeQuietly();
        while (breaks++ < Limits.REGISTRY_BREAKS) {
            try {
                current = client.open(blob.digest(), position);
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        failure = Optional.of(client.failed(last, "layer " + blob.digest()));
        throw failure.get();
    }

    private void closeQuietly() {
        try {
            current.close();
        } catch (IOException e) {
            // it is broken already
        }
    }

    @Override
    public void close() {
        closeQuietly();
    }
}
