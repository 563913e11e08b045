package dev.hullmark.catalog.go;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.go.Executable.Part;
import dev.hullmark.catalog.go.Executable.Segment;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** macOS executables of one architecture (mach-o/loader.h). */
final class MachO {
    private static final int SEGMENT = 1;
    private static final int SEGMENT_64 = 0x19;
    private static final int WRITABLE = 2;

    private MachO() {}

    /** @param start the file's first bytes, the magic number checked */
    static Optional<Executable> read(RandomBytes bytes, byte[] start) throws IOException {
        boolean bigEndian = (start[0] & 0xff) == 0xfe;
        Numbers head = new Numbers(start, bigEndian);
        boolean wide = (head.u32(0) & 1) != 0;
        int width = wide ? 8 : 4;
        long count = head.u32(16);
        long size = head.u32(20);
        int first = wide ? 32 : 28;
        if (size > Limits.GO_HEADERS || size > bytes.size() - first) {
            throw new IOException("is a Mach-O file whose headers lie outside of it");
        }
        Numbers commands = new Numbers(bytes.exactly(first, (int) size), bigEndian);
        List<Segment> segments = new ArrayList<>();
        List<Part> likely = new ArrayList<>();
        int at = 0;
        for (long i = 0; i < count && at + 8 <= size; i++) {
            long type = commands.u32(at);
            long length = commands.u32(at + 4);
            if (length < 8 || length > size - at) {
                break;
            }
            if (type == SEGMENT || type == SEGMENT_64) {
                int fields = at + 24;
                long address = commands.word(fields, width);
                long offset = commands.word(fields + 2 * width, width);
                long stored = commands.word(fields + 3 * width, width);
                segments.add(new Segment(address, offset, stored));
                if ((commands.u32(fields + 4 * width + 4) & WRITABLE) != 0) {
                    likely.add(Executable.part(bytes, offset, Math.min(stored, Limits.GO_SEARCH)));
                }
            }
            at += (int) length;
        }
        return Optional.of(new Executable(bytes, segments, likely));
    }
}
