package dev.hullmark.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The last few KiB read from a file, so that many small reads side by side cost one system call. */
final class ReadWindow {
    private static final int SIZE = 8192;

    private final byte[] bytes = new byte[SIZE];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private long at;
    private int length;

    void clear() {
        length = 0;
    }

    /** As {@link FileChannel#read(ByteBuffer, long)}, but full unless the file ends, and 0 at its end. */
    int read(FileChannel channel, long position, byte[] into, int offset, int wanted) throws IOException {
        if (position < at || position + wanted > at + length) {
            if (wanted >= SIZE) {
                return fully(channel, position, ByteBuffer.wrap(into, offset, wanted));
            }
            at = position;
            length = 0;
            length = fully(channel, position, buffer.clear());
        }
        int part = (int) Math.min(wanted, at + length - position);
        System.arraycopy(bytes, (int) (position - at), into, offset, part);
        return part;
    }

    private static int fully(FileChannel channel, long position, ByteBuffer into) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, position + into.position() - start) < 0) {
                break;
            }
        }
        return into.position() - start;
    }
}
