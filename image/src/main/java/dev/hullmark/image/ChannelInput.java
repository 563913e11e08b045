package dev.hullmark.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A tar that lies uncompressed in a file: what nobody wants is passed over by moving on, not by reading. */
final class ChannelInput extends TarInput {
    /**
     * Read at a time for headers. A header is 512 bytes and most files are small: reading a little ahead saves system
     * calls, reading much ahead copies what nobody wants. Over the 24,600 headers of a 716 MB archive 4 and 8 KiB cost
     * the least processor time, 0.5 and 16 KiB about a seventh more.
     */
    private static final int READ_AHEAD = 4096;

    private final FileChannel channel;
    private final long start;
    private final long end;
    /** Where the bytes really end: before {@link #end} when the file is cut off. */
    private final long present;

    private final ByteBuffer window = ByteBuffer.allocateDirect(READ_AHEAD);
    private final ReadWindow contentWindow = new ReadWindow();
    private long windowAt = -1;
    private long position;

    ChannelInput(FileChannel channel, long start, long size) throws IOException {
        this.channel = channel;
        this.start = start;
        this.end = start + size;
        this.present = Math.min(end, channel.size());
        this.position = start;
        window.limit(0);
    }

    @Override
    long position() {
        return position - start;
    }

    @Override
    int read(byte[] into, int offset, int length) throws IOException {
        if (present < end && length > present - position) {
            throw new TarException("is cut off");
        }
        int wanted = (int) Math.min(length, end - position);
        int done = 0;
        while (done < wanted) {
            long skew = position - windowAt;
            if (skew < 0 || skew >= window.limit() || windowAt < 0) {
                fill();
                if (window.limit() == 0) {
                    return done;
                }
                skew = 0;
            }
            int part = Math.min(wanted - done, window.limit() - (int) skew);
            window.get((int) skew, into, offset + done, part);
            done += part;
            position += part;
        }
        return done;
    }

    private void fill() throws IOException {
        window.clear().limit((int) Math.min(READ_AHEAD, end - position));
        int read = channel.read(window, position);
        window.limit(Math.max(read, 0));
        windowAt = position;
    }

    @Override
    long skip(long count) {
        long possible = Math.max(0, Math.min(count, present - position));
        position += possible;
        return possible;
    }

    @Override
    Content content(long size) {
        contentWindow.clear();
        return new ChannelContent(channel, position, Math.min(size, end - position), size, contentWindow);
    }
}
