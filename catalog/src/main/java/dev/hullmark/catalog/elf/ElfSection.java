package dev.hullmark.catalog.elf;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One section of an ELF file by its name (System V ABI, ELF-32 and ELF-64). */
public final class ElfSection {
    private static final int HEAD = 64;
    /** Of a section whose bytes were taken out, as in a file of debug information. */
    private static final int NO_BITS = 8;

    private static final int MAGIC = 0x7f454c46;

    private ElfSection() {}

    /**
     * The section's bytes, in place.
     *
     * @return nothing when this is no ELF file, or it has no such section
     * @throws IOException when it has one that lies outside the file
     */
    public static Optional<RandomBytes> find(RandomBytes file, String name) throws IOException {
        if (file.size() < HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(file.exactly(0, HEAD));
        if (head.getInt(0) != MAGIC || head.get(4) < 1 || head.get(4) > 2) {
            return Optional.empty();
        }
        boolean wide = head.get(4) == 2;
        head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long at = wide ? head.getLong(40) : Integer.toUnsignedLong(head.getInt(32));
        int size = Short.toUnsignedInt(head.getShort(wide ? 58 : 46));
        int count = Short.toUnsignedInt(head.getShort(wide ? 60 : 48));
        int namesIndex = Short.toUnsignedInt(head.getShort(wide ? 62 : 50));
        long bytes = (long) size * count;
        if (size < (wide ? 64 : 40) || namesIndex >= count || at <= 0 || at > file.size() - bytes) {
            return Optional.empty(); // without section headers, as some packers leave it
        }
        ByteBuffer table = ByteBuffer.wrap(file.exactly(at, (int) bytes)).order(head.order());
        long namesAt = offset(table, namesIndex * size, wide);
        long namesSize = Math.min(length(table, namesIndex * size, wide), Limits.ELF_NAMES);
        if (namesAt < 0 || namesSize < 0 || namesAt > file.size() - namesSize) {
            return Optional.empty();
        }
        byte[] names = file.exactly(namesAt, (int) namesSize);
        byte[] wanted = (name + '\0').getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            if (table.getInt(i * size + 4) != NO_BITS && isAt(names, table.getInt(i * size), wanted)) {
                return Optional.of(file.slice(offset(table, i * size, wide), length(table, i * size, wide)));
            }
        }
        return Optional.empty();
    }

    private static long offset(ByteBuffer table, int at, boolean wide) {
        return wide ? table.getLong(at + 24) : Integer.toUnsignedLong(table.getInt(at + 16));
    }

    private static long length(ByteBuffer table, int at, boolean wide) {
        return wide ? table.getLong(at + 32) : Integer.toUnsignedLong(table.getInt(at + 20));
    }

    private static boolean isAt(byte[] names, int at, byte[] wanted) {
        if (at < 0 || at > names.length - wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (names[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
