package dev.hullmark.advisories;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Where an index's bytes are. */
sealed interface IndexSource extends Closeable {
    long size() throws IOException;

    /** The first bytes, all of them read now. */
    byte[] head(int length) throws IOException;

    /** A part, read as it is asked for. */
    Bytes part(long offset, long length);

    /** SHA-256 of a part, hex. */
    String digest(long offset, long length) throws IOException;

    record File(FileChannel channel) implements IndexSource {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public byte[] head(int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, bytes.position()) < 0) {
                    throw AdvisoryException.damaged();
                }
            }
            return bytes.array();
        }

        @Override
        public Bytes part(long offset, long length) {
            return new PagedBytes(channel, offset, length);
        }

        @Override
        public String digest(long offset, long length) throws IOException {
            return IndexFile.digest(channel, offset, length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A small one that lies in memory: the starter set's. */
    @SuppressWarnings("ArrayRecordComponent")
    record Memory(byte[] bytes) implements IndexSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public byte[] head(int length) {
            if (length > bytes.length) {
                throw AdvisoryException.damaged();
            }
            return Arrays.copyOf(bytes, length);
        }

        @Override
        public Bytes part(long offset, long length) {
            return Bytes.of(Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length)));
        }

        @Override
        public String digest(long offset, long length) {
            return Digests.hex(
                    Digests.sha256().digest(Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length))));
        }

        @Override
        public void close() {}
    }
}
