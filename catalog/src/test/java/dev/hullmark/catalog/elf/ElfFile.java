package dev.hullmark.catalog.elf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes ELF files with package notes. */
public final class ElfFile {
    private ElfFile() {}

    public static byte[] with(String json) {
        return with(json, true, ByteOrder.LITTLE_ENDIAN, 600);
    }

    /** A file with a build id and a package note, both in one segment of notes. */
    static byte[] with(String json, boolean wide, ByteOrder order, int at) {
        byte[] text = (json + "\0").getBytes(UTF_8);
        ByteBuffer notes = ByteBuffer.allocate(16 + 20 + 16 + text.length + 8).order(order);
        notes.putInt(4).putInt(20).putInt(3).put("GNU\0".getBytes(UTF_8)).put(new byte[20]);
        notes.putInt(4)
                .putInt(text.length)
                .putInt(0xcafe1a7e)
                .put("FDO\0".getBytes(UTF_8))
                .put(text);
        int length = (notes.position() + 3) & ~3;
        ByteBuffer file = ByteBuffer.allocate(Math.max(8 << 10, at + length)).order(order);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1)
        });
        file.putShort(16, (short) 3);
        int header = wide ? 64 : 52;
        int size = wide ? 56 : 32;
        if (wide) {
            file.putLong(32, header);
        } else {
            file.putInt(28, header);
        }
        file.putShort(wide ? 54 : 42, (short) size).putShort(wide ? 56 : 44, (short) 2);
        file.putInt(header, 1);
        int second = header + size;
        file.putInt(second, 4);
        if (wide) {
            file.putLong(second + 8, at).putLong(second + 32, length);
        } else {
            file.putInt(second + 4, at).putInt(second + 16, length);
        }
        file.put(at, notes.array(), 0, length);
        return file.array();
    }
}
