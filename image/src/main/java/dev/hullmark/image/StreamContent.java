package dev.hullmark.image;

import java.io.EOFException;
import java.io.IOException;

/** A file's content that goes by once: what was asked for, and all before it, is kept until the file is done with. */
final class StreamContent extends BaseContent {
    private final StreamInput input;
    private final ContentStore store;

    StreamContent(StreamInput input, long size, ContentStore store) {
        super(size);
        this.input = input;
        this.store = store;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        int wanted = within(position, into, offset, length);
        if (wanted == 0) {
            return 0;
        }
        long end = position + wanted;
        if (end > store.size() && !store.take(input, end, size())) {
            throw new EOFException("ends before its " + size() + " bytes do");
        }
        store.read(position, into, offset, wanted);
        return wanted;
    }
}
