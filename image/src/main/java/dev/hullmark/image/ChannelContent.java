package dev.hullmark.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** A file's content that lies as it is in a file of ours; read where asked and nowhere else. */
final class ChannelContent extends BaseContent {
    private final FileChannel channel;
    private final long start;
    private final long present;
    private final ReadWindow window;

    /**
     * @param start where it begins in the channel
     * @param present how many bytes there are
     * @param size how many there should be
     * @param window to use, empty
     */
    ChannelContent(FileChannel channel, long start, long present, long size, ReadWindow window) {
        super(size);
        this.channel = channel;
        this.start = start;
        this.present = present;
        this.window = window;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        int wanted = within(position, into, offset, length);
        if (wanted == 0) {
            return 0;
        }
        int held = Math.clamp(present - position, 0, wanted);
        int read = held == 0 ? 0 : window.read(channel, start + position, into, offset, held);
        if (read < wanted) {
            throw new EOFException("ends before its " + size() + " bytes do");
        }
        return read;
    }
}
