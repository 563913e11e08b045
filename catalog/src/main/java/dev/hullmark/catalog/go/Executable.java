package dev.hullmark.catalog.go;

import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.util.List;

/**
 * As much of an executable as leads to Go's build information.
 *
 * @param bytes the whole file
 * @param segments where addresses lie in the file
 * @param likely the parts of the file that may hold the information, the likeliest first
 */
record Executable(RandomBytes bytes, List<Segment> segments, List<Part> likely) {
    /** {@code length} bytes of the file from {@code offset} on, loaded at {@code address}. */
    record Segment(long address, long offset, long length) {}

    /** {@code length} bytes of the file from {@code offset} on. */
    record Part(long offset, long length) {}

    /** Reads what lies at an address when the program runs. */
    byte[] at(long address, int length) throws IOException {
        for (Segment s : segments) {
            long inside = address - s.address();
            if (inside >= 0 && inside < s.length() && length <= s.length() - inside) {
                return bytes.exactly(s.offset() + inside, length);
            }
        }
        throw new IOException("its Go build information points outside of it");
    }

    /** A part cut to the file; empty when it lies outside. */
    static Part part(RandomBytes bytes, long offset, long length) {
        if (offset < 0 || length <= 0 || offset >= bytes.size()) {
            return new Part(0, 0);
        }
        return new Part(offset, Math.min(length, bytes.size() - offset));
    }
}
