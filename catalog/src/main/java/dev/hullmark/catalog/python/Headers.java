package dev.hullmark.catalog.python;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the headers of a message (RFC 822) and nothing of the text behind the first empty line. */
final class Headers {
    private static final int FIRST = 4 << 10;

    private Headers() {}

    /** The headers, their lines ending in a line feed; what goes over the limit is cut off. */
    static String of(RandomBytes bytes) throws IOException {
        byte[] read = new byte[FIRST];
        int length = 0;
        int looked = 0;
        while (true) {
            int n = bytes.read(length, read, length, read.length - length);
            length += Math.max(0, n);
            int end = end(read, looked, length);
            if (end >= 0) {
                return new String(read, 0, end, StandardCharsets.UTF_8);
            }
            looked = Math.max(0, length - 3);
            if (n <= 0 || length == Limits.PYTHON_HEADERS) {
                return new String(read, 0, length, StandardCharsets.UTF_8);
            }
            if (length == read.length) {
                read = Arrays.copyOf(read, Math.min(Limits.PYTHON_HEADERS, 4 * length));
            }
        }
    }

    /** Where an empty line starts, or -1. */
    private static int end(byte[] bytes, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (bytes[i] == '\n'
                    && (bytes[i + 1] == '\n' || (bytes[i + 1] == '\r' && i + 2 < to && bytes[i + 2] == '\n'))) {
                return i + 1;
            }
        }
        return -1;
    }
}
