package dev.hullmark.catalog.go;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.go.Executable.Part;
import dev.hullmark.catalog.go.Executable.Segment;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Linux executables and libraries (System V ABI, ELF-32 and ELF-64). */
final class Elf {
    private static final int LOAD = 1;
    private static final int INTERPRETER = 3;
    private static final int NOTE = 4;
    private static final int WRITABLE = 2;
    private static final int SHARED = 3;

    private final RandomBytes bytes;
    private final Numbers head;
    private final int width;

    private Elf(RandomBytes bytes, byte[] head) {
        this.bytes = bytes;
        this.head = new Numbers(head, head[5] == 2);
        this.width = head[4] == 2 ? 8 : 4;
    }

    /**
     * @param head the file's first bytes, the magic number checked
     * @return empty when this is surely no Go program
     */
    static Optional<Executable> read(RandomBytes bytes, byte[] head) throws IOException {
        return head[4] == 1 || head[4] == 2 ? new Elf(bytes, head).read() : Optional.empty();
    }

    private Optional<Executable> read() throws IOException {
        boolean wide = width == 8;
        long tableAt = head.word(wide ? 32 : 28, width);
        int size = head.u16(wide ? 54 : 42);
        int count = head.u16(wide ? 56 : 44);
        if (size < (wide ? 56 : 32)) {
            return Optional.empty();
        }
        Numbers table = table(tableAt, (long) size * count);
        List<Segment> segments = new ArrayList<>();
        List<Part> likely = new ArrayList<>();
        boolean interpreted = false;
        boolean linkedByOthers = false;
        for (int i = 0; i < count; i++) {
            int at = i * size;
            long type = table.u32(at);
            long flags = table.u32(at + (wide ? 4 : 24));
            long offset = table.word(at + (wide ? 8 : 4), width);
            long address = table.word(at + (wide ? 16 : 8), width);
            long length = table.word(at + (wide ? 32 : 16), width);
            if (type == LOAD) {
                segments.add(new Segment(address, offset, length));
                if ((flags & WRITABLE) != 0) {
                    likely.add(Executable.part(bytes, offset, Math.min(length, Limits.GO_SEARCH)));
                }
            } else if (type == NOTE) {
                linkedByOthers |= isGnuNote(offset);
            } else if (type == INTERPRETER) {
                interpreted = true;
            }
        }
        // A library with the GNU linker's note and not Go's: nearly all there are, told without reading on.
        if (linkedByOthers && !interpreted && head.u16(16) == SHARED && !hasGoNote(table, count, size)) {
            return Optional.empty();
        }
        long sectionsAt = head.word(wide ? 40 : 32, width);
        int sections = head.u16(wide ? 60 : 48);
        if (sectionsAt != 0 && sections != 0) {
            Optional<Part> named = section(sectionsAt, head.u16(wide ? 58 : 46), sections);
            return named.map(part -> new Executable(bytes, segments, List.of(part)));
        }
        return Optional.of(new Executable(bytes, segments, likely));
    }

    /** The part of the file that {@code .go.buildinfo} names. */
    private Optional<Part> section(long at, int size, int count) throws IOException {
        boolean wide = width == 8;
        if (size < (wide ? 64 : 40)) {
            return Optional.empty();
        }
        Numbers table = table(at, (long) size * count);
        int namesAt = head.u16(wide ? 62 : 50) * size;
        long namesOffset = table.word(namesAt + (wide ? 24 : 16), width);
        long namesSize = Math.min(table.word(namesAt + (wide ? 32 : 20), width), Limits.GO_HEADERS);
        Numbers names = table(namesOffset, namesSize);
        for (int i = 0; i < count; i++) {
            if (isBuildInfo(names, (int) Math.min(table.u32(i * size), Limits.GO_HEADERS))) {
                return Optional.of(Executable.part(
                        bytes,
                        table.word(i * size + (wide ? 24 : 16), width),
                        table.word(i * size + (wide ? 32 : 20), width)));
            }
        }
        return Optional.empty();
    }

    private static boolean isBuildInfo(Numbers names, int at) {
        String name = ".go.buildinfo";
        for (int i = 0; i < name.length(); i++) {
            if (names.u8(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return names.u8(at + name.length()) == 0;
    }

    private boolean hasGoNote(Numbers table, int count, int size) throws IOException {
        boolean wide = width == 8;
        for (int i = 0; i < count; i++) {
            int at = i * size;
            if (table.u32(at) == NOTE) {
                long offset = table.word(at + (wide ? 8 : 4), width);
                long length = table.word(at + (wide ? 32 : 16), width);
                if (notes(offset, length).contains("Go\0\0")) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isGnuNote(long offset) throws IOException {
        return notes(offset, 16).endsWith("GNU\0");
    }

    private String notes(long offset, long length) throws IOException {
        int wanted = Math.clamp(length, 0, Limits.GO_HEAD);
        byte[] from = head.bytes();
        if (offset >= 0 && offset + wanted <= from.length) {
            return new String(from, (int) offset, wanted, StandardCharsets.ISO_8859_1);
        }
        return offset < 0 || offset > bytes.size() - wanted
                ? ""
                : new String(bytes.exactly(offset, wanted), StandardCharsets.ISO_8859_1);
    }

    /** A table of the file; the part of it that was read already is not read again. */
    private Numbers table(long at, long size) throws IOException {
        if (size < 0 || size > Limits.GO_HEADERS || at < 0 || at > bytes.size() - size) {
            throw new IOException("is an ELF file whose headers lie outside of it");
        }
        if (at + size <= head.bytes().length) {
            return new Numbers(Arrays.copyOfRange(head.bytes(), (int) at, (int) (at + size)), head.bigEndian());
        }
        return new Numbers(bytes.exactly(at, (int) size), head.bigEndian());
    }
}
