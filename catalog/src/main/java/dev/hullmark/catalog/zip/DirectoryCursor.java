package dev.hullmark.catalog.zip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Walks a central directory; a name becomes text only when it is asked for. */
public final class DirectoryCursor {
    private static final int FIXED = 46;
    private static final int SIGNATURE = 0x02014b50;
    private static final long ABSENT = 0xffffffffL;
    private static final int ZIP64 = 1;

    private final byte[] directory;
    private final long start;
    private int at;
    private int next;
    private int nameLength;

    DirectoryCursor(byte[] directory, long start) {
        this.directory = directory;
        this.start = start;
    }

    /**
     * Moves to the next entry.
     *
     * @return whether there is one
     * @throws IOException when the directory is broken here
     */
    public boolean next() throws IOException {
        at = next;
        if (at > directory.length - FIXED) {
            return false;
        }
        if (LittleEndian.int32(directory, at) != SIGNATURE) {
            throw new IOException("its directory is broken");
        }
        nameLength = LittleEndian.uint16(directory, at + 28);
        next = at
                + FIXED
                + nameLength
                + LittleEndian.uint16(directory, at + 30)
                + LittleEndian.uint16(directory, at + 32);
        if (next > directory.length) {
            throw new IOException("its directory is cut off");
        }
        return true;
    }

    /** Whether the current name ends with this text, which is of ASCII letters in lower case, whatever its case. */
    public boolean nameEndsWith(String suffix) {
        return suffix.length() <= nameLength && matches(nameLength - suffix.length(), suffix);
    }

    /** Whether the current name starts with this ASCII text, whatever its case. */
    public boolean nameStartsWith(String prefix) {
        return prefix.length() <= nameLength && matches(0, prefix);
    }

    /** Whether the current name is this text or ends with a slash and it; case counts. */
    public boolean pathEndsWith(String suffix) {
        int from = nameLength - suffix.length();
        if (from < 0 || (from > 0 && directory[at + FIXED + from - 1] != '/')) {
            return false;
        }
        for (int i = 0; i < suffix.length(); i++) {
            if (directory[at + FIXED + from + i] != suffix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The byte this far from the current name's end, 1 the last; 0 before its start. */
    public int fromEnd(int distance) {
        return distance > nameLength ? 0 : directory[at + FIXED + nameLength - distance];
    }

    /** Length of the current name up to its last slash, or -1. */
    public int folderLength() {
        for (int i = nameLength - 1; i >= 0; i--) {
            if (directory[at + FIXED + i] == '/') {
                return i;
            }
        }
        return -1;
    }

    /** Whether the current name's first bytes equal this name of the same walk, of {@code length} bytes. */
    public boolean sameFolder(int nameAt, int length) {
        for (int i = 0; i < length; i++) {
            if (directory[nameAt + i] != directory[at + FIXED + i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the current name lies, for {@link #sameFolder}. */
    public int nameAt() {
        return at + FIXED;
    }

    /** The first {@code length} bytes of the current name as text. */
    public String namePrefix(int length) {
        return new String(directory, at + FIXED, length, StandardCharsets.UTF_8);
    }

    /** The current entry. */
    public Member member() throws IOException {
        long compressed = LittleEndian.uint32(directory, at + 20);
        long size = LittleEndian.uint32(directory, at + 24);
        long header = LittleEndian.uint32(directory, at + 42);
        if (compressed == ABSENT || size == ABSENT || header == ABSENT) {
            int field = zip64Field();
            int end = field + LittleEndian.uint16(directory, field - 2);
            if (size == ABSENT) {
                size = long64(field, end);
                field += 8;
            }
            if (compressed == ABSENT) {
                compressed = long64(field, end);
                field += 8;
            }
            if (header == ABSENT) {
                header = long64(field, end);
            }
        }
        if (header > Long.MAX_VALUE - start) {
            throw new IOException("points outside the file");
        }
        return new Member(
                namePrefix(nameLength),
                LittleEndian.uint16(directory, at + 10),
                (directory[at + 8] & 1) != 0,
                compressed,
                size,
                start + header);
    }

    private int zip64Field() throws IOException {
        int field = at + FIXED + nameLength;
        int end = field + LittleEndian.uint16(directory, at + 30);
        while (field <= end - 4) {
            int length = LittleEndian.uint16(directory, field + 2);
            if (LittleEndian.uint16(directory, field) == ZIP64 && field + 4 + length <= end) {
                return field + 4;
            }
            field += 4 + length;
        }
        throw new IOException("its directory lacks a zip64 field");
    }

    private long long64(int field, int end) throws IOException {
        if (field + 8 > end) {
            throw new IOException("its directory has a short zip64 field");
        }
        long value = LittleEndian.int64(directory, field);
        if (value < 0) {
            throw new IOException("points outside the file");
        }
        return value;
    }

    private boolean matches(int from, String text) {
        int base = at + FIXED + from;
        for (int i = 0; i < text.length(); i++) {
            int b = directory[base + i];
            char c = text.charAt(i);
            if (b != c && (b < 'A' || b > 'Z' || b + 32 != c) && (c < 'A' || c > 'Z' || c + 32 != b)) {
                return false;
            }
        }
        return true;
    }
}
