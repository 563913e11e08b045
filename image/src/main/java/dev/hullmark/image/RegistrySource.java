package dev.hullmark.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Where one repository's content comes from: its registry, or mirrors of it too. Any thread may ask. */
interface RegistrySource extends Closeable {
    /** @param version tag or digest */
    RegistryClient.Fetched manifest(String version);

    /** A small blob, checked. */
    byte[] blob(Digest digest, int limit, String what);

    /** A blob's bytes from {@code from} on, unchecked. */
    InputStream open(Digest digest, long from) throws IOException;

    /** What an IOException of ours means to the user. */
    RegistryException failed(IOException e, String what);

    @Override
    void close();
}
