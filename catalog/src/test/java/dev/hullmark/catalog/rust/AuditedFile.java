package dev.hullmark.catalog.rust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;

/** A small ELF file with the section that cargo-auditable makes. */
final class AuditedFile {
    private AuditedFile() {}

    static byte[] packed(String json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    static byte[] elf(boolean wide, ByteOrder order, byte[] section) {
        byte[] names = "\0.text\0.dep-v0\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);
        int head = 64;
        int size = wide ? 64 : 40;
        int tableAt = head + section.length + names.length;
        ByteBuffer b = ByteBuffer.allocate(tableAt + 3 * size).order(order);
        b.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1)});
        if (wide) {
            b.putLong(40, tableAt);
        } else {
            b.putInt(32, tableAt);
        }
        b.putShort(wide ? 58 : 46, (short) size);
        b.putShort(wide ? 60 : 48, (short) 3);
        b.putShort(wide ? 62 : 50, (short) 2);
        b.put(head, section);
        b.put(head + section.length, names);
        header(b, tableAt + size, 7, head, section.length, wide);
        header(b, tableAt + 2 * size, 15, head + section.length, names.length, wide);
        return b.array();
    }

    private static void header(ByteBuffer b, int at, int name, int offset, int length, boolean wide) {
        b.putInt(at, name);
        if (wide) {
            b.putLong(at + 24, offset).putLong(at + 32, length);
        } else {
            b.putInt(at + 16, offset).putInt(at + 20, length);
        }
    }
}
