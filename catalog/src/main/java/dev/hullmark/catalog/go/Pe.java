package dev.hullmark.catalog.go;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.go.Executable.Part;
import dev.hullmark.catalog.go.Executable.Segment;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Windows executables (Microsoft PE format). */
final class Pe {
    private static final int SIGNATURE = 0x4550;
    private static final int FILE_HEADER = 24;
    private static final int SECTION = 40;
    private static final long DATA = 0x40; // initialised data
    private static final long WRITABLE = 0x80000000L;

    private Pe() {}

    /** @param start the file's first bytes, the magic number checked */
    static Optional<Executable> read(RandomBytes bytes, byte[] start) throws IOException {
        long at = new Numbers(start, false).u32(0x3c);
        if (at > bytes.size() - FILE_HEADER) {
            return Optional.empty();
        }
        Numbers header = new Numbers(bytes.exactly(at, FILE_HEADER), false);
        if (header.u32(0) != SIGNATURE) {
            return Optional.empty();
        }
        int count = header.u16(6);
        int optionalSize = header.u16(20);
        long optionalAt = at + FILE_HEADER;
        if (optionalSize < 32 || optionalAt + optionalSize + (long) count * SECTION > bytes.size()) {
            return Optional.empty();
        }
        Numbers optional = new Numbers(bytes.exactly(optionalAt, 32), false);
        long base = optional.u16(0) == 0x20b ? optional.u64(24) : optional.u32(28);
        Numbers sections = new Numbers(bytes.exactly(optionalAt + optionalSize, count * SECTION), false);
        List<Segment> segments = new ArrayList<>();
        List<Part> likely = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int s = i * SECTION;
            long size = sections.u32(s + 16);
            long offset = sections.u32(s + 20);
            long flags = sections.u32(s + 36);
            segments.add(new Segment(base + sections.u32(s + 12), offset, size));
            if ((flags & DATA) != 0 && (flags & WRITABLE) != 0) {
                likely.add(Executable.part(bytes, offset, Math.min(size, Limits.GO_SEARCH)));
            }
        }
        return Optional.of(new Executable(bytes, segments, likely));
    }
}
