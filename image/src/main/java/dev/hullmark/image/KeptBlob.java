package dev.hullmark.image;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bytes that are kept in a temporary file as they come from afar: a layer that is looked at again need not be sent again.
 * Where there is no room it is.
 */
final class KeptBlob implements LayerBlob.Stream, Closeable {
    private final LayerBlob.Stream source;
    private final long size;
    private final Path temporary;
    private Optional<FileChannel> file = Optional.empty();
    private boolean whole;

    /** @param size of the bytes, as the source claims */
    KeptBlob(LayerBlob.Stream source, long size, Path temporary) {
        this.source = source;
        this.size = size;
        this.temporary = temporary;
    }

    @Override
    public synchronized InputStream open() throws IOException {
        if (whole && file.isPresent()) {
            return new RegionStream(file.get(), 0, size);
        }
        InputStream in = source.open();
        close();
        file = room();
        return file.<InputStream>map(to -> new Keeping(in, to)).orElse(in);
    }

    private Optional<FileChannel> room() {
        try {
            FileChannel to = TemporaryFile.open(temporary);
            try {
                TemporaryFile.checkRoom(temporary, size);
                return Optional.of(to);
            } catch (IOException e) {
                to.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private synchronized void ended(FileChannel to, long kept) {
        whole = kept == size && file.filter(to::equals).isPresent();
    }

    /** What is not kept whole is of no use, and others need the room. */
    private synchronized void giveUp(FileChannel to) {
        if (file.filter(to::equals).isPresent()) {
            try {
                close();
            } catch (IOException e) {
                // The room is given back when the process ends.
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        whole = false;
        Optional<FileChannel> old = file;
        file = Optional.empty();
        if (old.isPresent()) {
            old.get().close();
        }
    }

    /** Gives what comes, and keeps it. */
    private final class Keeping extends FilterInputStream {
        private final FileChannel to;
        private long kept;
        private boolean failed;

        Keeping(InputStream in, FileChannel to) {
            super(in);
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            if (count > 0) {
                keep(ByteBuffer.wrap(into, offset, count));
            } else if (count < 0 && !failed) {
                ended(to, kept);
            }
            return count;
        }

        private void keep(ByteBuffer bytes) {
            if (failed) {
                return;
            }
            try {
                int count = bytes.remaining();
                if (kept + count > size) {
                    throw new IOException("more than was claimed");
                }
                TemporaryFile.write(temporary, to, bytes, kept);
                kept += count;
            } catch (IOException e) {
                failed = true; // it is sent again, if need be
                giveUp(to);
            }
        }

        @Override
        public long skip(long count) {
            throw new UnsupportedOperationException("all of it is read");
        }
    }
}
