package dev.hullmark.catalog.elf;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the note of owner {@code FDO} and type 0xcafe1a7e among those that an ELF file's program headers lead to (System V
 * ABI; systemd.io/PACKAGE_METADATA_FOR_EXECUTABLE_FILES).
 */
final class PackageNote {
    private static final int NOTE = 4;
    private static final int TYPE = 0xcafe1a7e;
    private static final int HEADERS = 64;

    private PackageNote() {}

    /**
     * The note's text, JSON.
     *
     * @return nothing for what is no ELF file or has no such note
     * @throws IOException when it has one that can't be read
     */
    static Optional<String> find(RandomBytes bytes) throws IOException {
        byte[] head = new byte[(int) Math.min(Limits.ELF_HEAD, bytes.size())];
        int length = 0;
        while (length < head.length) {
            int read = bytes.read(length, head, length, head.length - length);
            if (read <= 0) {
                break;
            }
            length += read;
        }
        if (length < 64 || head[0] != 0x7f || head[1] != 'E' || head[2] != 'L' || head[3] != 'F') {
            return Optional.empty();
        }
        ByteBuffer elf = ByteBuffer.wrap(head, 0, length);
        elf.order(head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean wide = head[4] == 2;
        long table = wide ? elf.getLong(32) : elf.getInt(28) & 0xffffffffL;
        int size = elf.getShort(wide ? 54 : 42) & 0xffff;
        int count = Math.min(elf.getShort(wide ? 56 : 44) & 0xffff, HEADERS);
        if (size < (wide ? 56 : 32) || table < 0 || table + (long) size * count > length) {
            return Optional.empty(); // no program, or one whose headers lie where no linker puts them
        }
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * size;
            if (elf.getInt(at) == NOTE) {
                long offset = wide ? elf.getLong(at + 8) : elf.getInt(at + 4) & 0xffffffffL;
                long held = wide ? elf.getLong(at + 32) : elf.getInt(at + 16) & 0xffffffffL;
                Optional<String> note = among(notes(bytes, elf, offset, held));
                if (note.isPresent()) {
                    return note;
                }
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer notes(RandomBytes bytes, ByteBuffer head, long offset, long held) throws IOException {
        int length = Math.clamp(held, 0, Limits.ELF_NOTES);
        if (offset >= 0 && offset + length <= head.limit()) {
            return head.slice((int) offset, length).order(head.order());
        }
        return offset < 0 || offset > bytes.size() - length
                ? ByteBuffer.allocate(0)
                : ByteBuffer.wrap(bytes.exactly(offset, length)).order(head.order());
    }

    private static Optional<String> among(ByteBuffer notes) throws IOException {
        try {
            while (notes.remaining() >= 12) {
                int nameSize = notes.getInt();
                int textSize = notes.getInt();
                int type = notes.getInt();
                if (nameSize < 0 || textSize < 0 || nameSize > notes.remaining()) {
                    return Optional.empty();
                }
                byte[] name = new byte[nameSize];
                notes.get(name);
                align(notes);
                if (type == TYPE && new String(name, StandardCharsets.ISO_8859_1).equals("FDO\0")) {
                    if (textSize > notes.remaining()) {
                        throw new IOException("its package note is cut off");
                    }
                    byte[] text = new byte[textSize];
                    notes.get(text);
                    return Optional.of(new String(text, StandardCharsets.UTF_8).replace('\0', ' '));
                }
                if (textSize > notes.remaining()) {
                    return Optional.empty();
                }
                notes.position(notes.position() + textSize);
                align(notes);
            }
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Names and texts are filled up to four bytes. */
    private static void align(ByteBuffer notes) {
        notes.position(Math.min(notes.limit(), (notes.position() + 3) & ~3));
    }
}
