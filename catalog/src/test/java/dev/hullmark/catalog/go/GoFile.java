package dev.hullmark.catalog.go;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes the smallest files that carry Go's build information. */
final class GoFile {
    static final int DATA = 0x1000;
    private static final long ADDRESS = 0x400000;

    private GoFile() {}

    /** The information as Go 1.18 and later write it. */
    static byte[] inline(String version, String modules) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(magic(8, 2));
        out.writeBytes(new byte[16]);
        text(out, version.getBytes(UTF_8));
        text(out, framed(modules));
        return out.toByteArray();
    }

    /** The information as older ones write it; the address of its first byte is {@link #ADDRESS}. */
    static byte[] pointers(String version, String modules, int width, boolean bigEndian) {
        byte[] list = framed(modules);
        ByteBuffer out = ByteBuffer.allocate(32 + 4 * width + version.length() + list.length);
        out.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        out.put(magic(width, bigEndian ? 1 : 0));
        long strings = ADDRESS + 32;
        word(out, strings, width);
        word(out, strings + 2L * width, width);
        out.position(32);
        word(out, strings + 4L * width, width);
        word(out, version.length(), width);
        word(out, strings + 4L * width + version.length(), width);
        word(out, list.length, width);
        return out.put(version.getBytes(ISO_8859_1)).put(list).array();
    }

    private static byte[] magic(int width, int flags) {
        byte[] magic = Arrays.copyOf("\u00ff Go buildinf:".getBytes(ISO_8859_1), 16);
        magic[14] = (byte) width;
        magic[15] = (byte) flags;
        return magic;
    }

    private static byte[] framed(String modules) {
        byte[] list = modules.getBytes(UTF_8);
        ByteBuffer framed = ByteBuffer.allocate(FRAME_START.length + list.length + FRAME_END.length);
        return framed.put(FRAME_START).put(list).put(FRAME_END).array();
    }

    private static final byte[] FRAME_START = HexFormat.of().parseHex("3077af0c9274080241e1c107e6d618e6");
    private static final byte[] FRAME_END = HexFormat.of().parseHex("f932433186182072008242104116d8f2");

    private static void text(ByteArrayOutputStream out, byte[] text) {
        int length = text.length;
        while (length >= 0x80) {
            out.write((length & 0x7f) | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(text);
    }

    private static void word(ByteBuffer out, long value, int width) {
        if (width == 8) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }

    /** An ELF file of one writable segment, with a section table when {@code sections}. */
    static byte[] elf(byte[] info, int width, boolean bigEndian, boolean sections) {
        boolean wide = width == 8;
        String names = "\0.shstrtab\0.go.buildinfo\0";
        int tableAt = (DATA + info.length + names.length() + 15) & ~15;
        int entry = wide ? 64 : 40;
        ByteBuffer b = ByteBuffer.allocate(sections ? tableAt + 3 * entry : DATA + info.length);
        b.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        b.put((byte) 0x7f)
                .put("ELF".getBytes(ISO_8859_1))
                .put((byte) (wide ? 2 : 1))
                .put((byte) (bigEndian ? 2 : 1));
        b.position(16);
        b.putShort((short) 2).putShort((short) 62).putInt(1);
        word(b, ADDRESS, width);
        word(b, wide ? 64 : 52, width);
        word(b, sections ? tableAt : 0, width);
        b.putInt(0)
                .putShort((short) (wide ? 64 : 52))
                .putShort((short) (wide ? 56 : 32))
                .putShort((short) 1);
        b.putShort((short) entry).putShort((short) (sections ? 3 : 0)).putShort((short) (sections ? 1 : 0));
        b.putInt(1);
        if (wide) {
            b.putInt(6)
                    .putLong(DATA)
                    .putLong(ADDRESS)
                    .putLong(ADDRESS)
                    .putLong(info.length)
                    .putLong(info.length);
        } else {
            b.putInt(DATA)
                    .putInt((int) ADDRESS)
                    .putInt((int) ADDRESS)
                    .putInt(info.length)
                    .putInt(info.length)
                    .putInt(6);
        }
        b.position(DATA).put(info);
        if (sections) {
            b.put(names.getBytes(ISO_8859_1));
            section(b.position(tableAt + entry), 1, DATA + info.length, names.length(), width);
            section(b.position(tableAt + 2 * entry), 11, DATA, info.length, width);
        }
        return b.array();
    }

    private static void section(ByteBuffer b, int name, int offset, int size, int width) {
        b.putInt(name).putInt(1);
        word(b, 0, width);
        word(b, 0, width);
        word(b, offset, width);
        word(b, size, width);
    }

    /** A 64-bit Windows executable with one data section. */
    static byte[] pe(byte[] info) {
        ByteBuffer b = ByteBuffer.allocate(DATA + info.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put((byte) 'M').put((byte) 'Z').putInt(0x3c, 0x80);
        b.position(0x80);
        b.putInt(0x4550).putShort((short) 0x8664).putShort((short) 1);
        b.putShort(0x80 + 20, (short) 240).putShort(0x80 + 24, (short) 0x20b).putLong(0x80 + 24 + 24, ADDRESS - DATA);
        int section = 0x80 + 24 + 240;
        b.putInt(section + 12, DATA).putInt(section + 16, info.length).putInt(section + 20, DATA);
        b.putInt(section + 36, 0xc0000040);
        return b.position(DATA).put(info).array();
    }

    /** A 64-bit macOS executable with one writable segment. */
    static byte[] machO(byte[] info) {
        ByteBuffer b = ByteBuffer.allocate(DATA + info.length).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0xfeedfacf)
                .putInt(0x01000007)
                .putInt(3)
                .putInt(2)
                .putInt(1)
                .putInt(72)
                .putLong(0);
        b.putInt(0x19).putInt(72).position(32 + 24);
        b.putLong(ADDRESS)
                .putLong(info.length)
                .putLong(DATA)
                .putLong(info.length)
                .putInt(3)
                .putInt(3);
        return b.position(DATA).put(info).array();
    }
}
