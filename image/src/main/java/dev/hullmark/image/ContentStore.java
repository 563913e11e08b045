package dev.hullmark.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the beginning of one content that goes by: in chunks of memory, which serve one file after another, and past a
 * bound in a temporary file that has no name any more.
 */
final class ContentStore {
    /** The first chunk is as small as most files; all others are large. */
    private static final int FIRST = 16 * 1024;

    private static final int CHUNK = 256 * 1024;

    private final Path temporary;
    private final List<byte[]> chunks = new ArrayList<>();
    private Optional<FileChannel> spill = Optional.empty();
    private final ReadWindow window = new ReadWindow();
    private long size;

    ContentStore(Path temporary) {
        this.temporary = temporary;
    }

    /** How many bytes it holds. */
    long size() {
        return size;
    }

    /**
     * Takes in bytes until it holds {@code end} of them, and a little more where the chunk has room.
     *
     * @param total the size of the content
     * @return false when the input ends before
     */
    boolean take(StreamInput input, long end, long total) throws IOException {
        if (end > Limits.SPILLED_CONTENT) {
            throw new Content.TooLargeException(total, Limits.SPILLED_CONTENT);
        }
        while (size < end) {
            long before = size;
            if (size < Limits.MEMORY_CONTENT) {
                int index = chunkOf(size);
                if (index == chunks.size()) {
                    chunks.add(new byte[index == 0 ? FIRST : CHUNK]);
                }
                byte[] chunk = chunks.get(index);
                int offset = (int) (size - startOf(index));
                // Reads ahead only inside a small chunk: who looks at a large file's first bytes shall not pay for it.
                long wanted = index == 0 ? total : end;
                size += input.read(chunk, offset, (int)
                        Math.min(Math.min(chunk.length - offset, Limits.MEMORY_CONTENT - size), wanted - size));
            } else {
                byte[] part = new byte[CHUNK];
                int read = input.read(part, 0, (int) Math.min(CHUNK, end - size));
                write(part, read, total);
                size += read;
            }
            if (size == before) {
                return false;
            }
        }
        return true;
    }

    private void write(byte[] part, int length, long total) throws IOException {
        if (spill.isEmpty()) {
            FileChannel file = TemporaryFile.open(temporary);
            spill = Optional.of(file);
            TemporaryFile.checkRoom(temporary, Math.min(total, Limits.SPILLED_CONTENT));
        }
        TemporaryFile.write(temporary, spill.get(), ByteBuffer.wrap(part, 0, length), size - Limits.MEMORY_CONTENT);
    }

    /** Reads what {@link #take} took in. */
    void read(long position, byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            long at = position + done;
            int part;
            if (at < Limits.MEMORY_CONTENT) {
                int index = chunkOf(at);
                byte[] chunk = chunks.get(index);
                int from = (int) (at - startOf(index));
                part = (int) Math.min(length - done, Math.min(chunk.length - from, Limits.MEMORY_CONTENT - at));
                System.arraycopy(chunk, from, into, offset + done, part);
            } else {
                part = window.read(spill.orElseThrow(), at - Limits.MEMORY_CONTENT, into, offset + done, length - done);
                if (part == 0) {
                    throw new IOException("the temporary file was cut off");
                }
            }
            done += part;
        }
    }

    /** Forgets what it holds. */
    void clear() throws IOException {
        size = 0;
        window.clear();
        if (spill.isPresent()) {
            spill.get().close();
            spill = Optional.empty();
        }
    }

    private static int chunkOf(long position) {
        return position < FIRST ? 0 : 1 + (int) ((position - FIRST) / CHUNK);
    }

    private static long startOf(int index) {
        return index == 0 ? 0 : FIRST + (index - 1L) * CHUNK;
    }
}
