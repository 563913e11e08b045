package dev.hullmark.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes tars for tests, good ones and such as no tool would write. */
final class TarBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TarBuilder file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    TarBuilder file(String name, byte[] content) {
        return entry(name, '0', "", 0644, content, block -> {});
    }

    TarBuilder executable(String name, String content) {
        return entry(name, '0', "", 0755, content.getBytes(StandardCharsets.UTF_8), block -> {});
    }

    TarBuilder directory(String name) {
        return entry(name, '5', "", 0755, new byte[0], block -> {});
    }

    TarBuilder symlink(String name, String target) {
        return entry(name, '2', target, 0777, new byte[0], block -> {});
    }

    TarBuilder hardLink(String name, String target) {
        return entry(name, '1', target, 0644, new byte[0], block -> {});
    }

    /** An extended header of {@code KEY=VALUE} records for the next entry. */
    TarBuilder pax(String... records) {
        return meta('x', paxBytes(records));
    }

    TarBuilder meta(char type, byte[] content) {
        return entry("meta", type, "", 0644, content, block -> {});
    }

    /**
     * Any entry.
     *
     * @param change spoils or completes the header before its checksum is taken
     */
    TarBuilder entry(String name, char type, String link, int mode, byte[] content, Consumer<byte[]> change) {
        byte[] block = header(name, type, link, mode, content.length);
        change.accept(block);
        checksum(block);
        out.writeBytes(block);
        return raw(content).raw(new byte[(512 - content.length % 512) % 512]);
    }

    TarBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** The tar so far, without its end. */
    byte[] unfinished() {
        return out.toByteArray();
    }

    byte[] finish() {
        return Arrays.copyOf(out.toByteArray(), out.size() + 1024);
    }

    static byte[] header(String name, char type, String link, int mode, long size) {
        byte[] block = new byte[512];
        put(block, 0, 100, name);
        octal(block, 100, 8, mode);
        octal(block, 108, 8, 1000);
        octal(block, 116, 8, 1001);
        octal(block, 124, 12, size);
        octal(block, 136, 12, 0);
        block[156] = (byte) type;
        put(block, 157, 100, link);
        put(block, 257, 8, "ustar\00000");
        return block;
    }

    static void put(byte[] block, int offset, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, offset, Math.min(bytes.length, length));
    }

    static void octal(byte[] block, int offset, int length, long value) {
        put(block, offset, length, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
    }

    /** Base 256, two's complement, as GNU tar writes what octal digits can't hold. */
    static void base256(byte[] block, int offset, int length, long value) {
        for (int i = 0; i < length; i++) {
            int shift = 8 * (length - 1 - i);
            block[offset + i] = (byte) (shift < 64 ? value >> shift : value >> 63);
        }
        block[offset] |= (byte) 0x80;
    }

    static void checksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, 8, String.format(Locale.ROOT, "%06o\0 ", sum));
    }

    static byte[] paxBytes(String... records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String record : records) {
            byte[] body = (" " + record + "\n").getBytes(StandardCharsets.UTF_8);
            int length = body.length + 1;
            while (Integer.toString(length).length() + body.length > length) {
                length++;
            }
            bytes.writeBytes(Integer.toString(length).getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }
}
