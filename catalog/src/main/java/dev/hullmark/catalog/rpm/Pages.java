package dev.hullmark.catalog.rpm;

import dev.hullmark.image.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a file of equal pages, some neighbouring ones at a time, of which it holds no more. */
final class Pages {
    private static final int WINDOW = 64 << 10;

    private final Content content;
    private final int size;
    private final int perWindow;
    private final byte[] window;
    private final ByteBuffer buffer;
    private long first = -1;
    private int held;

    /** @param size a power of two from 512 to 65,536 */
    Pages(Content content, int size, ByteOrder order) {
        this.content = content;
        this.size = size;
        this.perWindow = Math.max(1, WINDOW / size);
        this.window = new byte[perWindow * size];
        this.buffer = ByteBuffer.wrap(window).order(order);
    }

    int size() {
        return size;
    }

    /** How many whole pages there are. */
    long count() {
        return content.size() / size;
    }

    /** Makes a page, counted from 0, readable and tells where in {@link #buffer} it starts. */
    int at(long page) throws IOException {
        if (page < 0 || page >= count()) {
            throw new DamagedException("points to page " + page + ", which is not there");
        }
        long wanted = page / perWindow;
        if (wanted != first) {
            first = -1;
            held = content.read(wanted * window.length, window, 0, window.length);
            first = wanted;
        }
        int offset = (int) (page % perWindow) * size;
        if (held - offset < size) {
            throw new DamagedException("ends within page " + page);
        }
        return offset;
    }

    /** What was read last; in the file's byte order. */
    ByteBuffer buffer() {
        return buffer;
    }

    byte[] bytes() {
        return window;
    }
}
