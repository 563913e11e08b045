package dev.hullmark.catalog.go;

import dev.hullmark.catalog.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What Go's linker leaves in every executable, stripped or not (Go's debug/buildinfo): 32 bytes that start with a magic
 * text, behind which the two texts follow (since Go 1.18), or two pointers to them (before).
 *
 * @param goVersion for instance {@code go1.21.5}
 * @param modules the list of modules, one a line; "" for programs built without modules
 */
record BuildInfo(String goVersion, String modules) {
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER = 32;
    private static final int ALIGNMENT = 16;
    private static final int CHUNK = 64 << 10;
    private static final int FRAME = 16;
    private static final int VERSION = 1 << 10;

    /** @throws IOException when there is build information that makes no sense */
    static Optional<BuildInfo> find(Executable file) throws IOException {
        for (Executable.Part part : file.likely()) {
            for (long at = 0; at + HEADER <= part.length(); at += CHUNK) {
                byte[] chunk = file.bytes().exactly(part.offset() + at, (int) Math.min(CHUNK, part.length() - at));
                for (int i = 0; i + HEADER <= chunk.length; i += ALIGNMENT) {
                    if (isMagic(chunk, i)) {
                        return Optional.of(read(file, part.offset() + at + i));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isMagic(byte[] chunk, int at) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (chunk[at + i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static BuildInfo read(Executable file, long at) throws IOException {
        byte[] header = file.bytes().exactly(at, HEADER);
        int pointer = header[14];
        int flags = header[15];
        if ((flags & 2) != 0) {
            Inline texts = new Inline(file, at + HEADER);
            String version = texts.next(VERSION);
            return new BuildInfo(version, unframed(texts.next(Limits.GO_MODULES)));
        }
        if (pointer != 4 && pointer != 8) {
            throw new IOException("its Go build information is of an unknown form");
        }
        Numbers numbers = new Numbers(header, (flags & 1) != 0);
        String version = text(file, numbers.word(16, pointer), pointer, numbers.bigEndian(), VERSION);
        String modules =
                text(file, numbers.word(16 + pointer, pointer), pointer, numbers.bigEndian(), Limits.GO_MODULES);
        return new BuildInfo(version, unframed(modules));
    }

    /** A Go string: a pointer to its bytes, and their number. */
    private static String text(Executable file, long at, int pointer, boolean bigEndian, int limit) throws IOException {
        if (at == 0) {
            return "";
        }
        Numbers string = new Numbers(file.at(at, 2 * pointer), bigEndian);
        long data = string.word(0, pointer);
        long length = string.word(pointer, pointer);
        if (length < 0 || length > limit) {
            throw new IOException("its Go build information is longer than " + limit + " bytes");
        }
        return length == 0 ? "" : new String(file.at(data, (int) length), StandardCharsets.UTF_8);
    }

    /** The linker puts 16 bytes before and behind the list, so that a debugger finds it. */
    private static String unframed(String modules) {
        int length = modules.length();
        // The frame is no UTF-8: its bytes may have become other numbers of characters. The list itself starts with
        // "path" or "mod" at a line's start and ends with a line's end.
        int start = modules.indexOf("path\t");
        start = start < 0 ? modules.indexOf("mod\t") : start;
        int end = modules.lastIndexOf('\n');
        return length < 2 * FRAME || start < 0 || end < start ? "" : modules.substring(start, end + 1);
    }

    /** Texts that follow each other, each after its length. */
    private static final class Inline {
        private final Executable file;
        private long at;

        Inline(Executable file, long at) {
            this.file = file;
            this.at = at;
        }

        String next(int limit) throws IOException {
            long length = 0;
            for (int shift = 0; ; shift += 7) {
                int b = file.bytes().exactly(at++, 1)[0];
                length |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    break;
                }
                if (shift > 28) {
                    throw new IOException("its Go build information is of an unknown form");
                }
            }
            if (length > limit) {
                throw new IOException("its Go build information is longer than " + limit + " bytes");
            }
            byte[] text = file.bytes().exactly(at, (int) length);
            at += length;
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
