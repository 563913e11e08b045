package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a file from start to end, unbuffered; leaves the file open. */
final class RegionStream extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    RegionStream(FileChannel channel, long start, long size) {
        this.channel = channel;
        this.position = start;
        this.end = start + size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, end - position);
        if (wanted <= 0) {
            return length == 0 ? 0 : -1;
        }
        int read = channel.read(ByteBuffer.wrap(into, offset, wanted), position);
        position += Math.max(read, 0);
        return read;
    }
}
