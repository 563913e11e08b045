package dev.hullmark.catalog.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes small sound databases of each format, byte by byte as the formats are described. */
final class SampleDatabases {
    private SampleDatabases() {}

    /** A database and the {@code name version} of what it holds, in its order. */
    static final class Sample {
        private final String name;
        private final byte[] bytes;
        private final List<String> packages;

        Sample(String name, byte[] bytes, List<String> packages) {
            this.name = name;
            this.bytes = bytes;
            this.packages = packages;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        List<String> packages() {
            return packages;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Sample> ALL = make();

    static List<Sample> all() {
        return ALL;
    }

    private static List<Sample> make() {
        byte[][] headers = {header("a", "1", 0), header("b", "2", 700), header("c", "3", 30)};
        return List.of(
                sqlite(512, headers),
                sqlite(4096, headers),
                ndb(headers),
                bdb(512, ByteOrder.LITTLE_ENDIAN, headers),
                bdb(4096, ByteOrder.BIG_ENDIAN, headers));
    }

    /** A header with name, version, release 1, an epoch, and a description of some length to fill pages. */
    static byte[] header(String name, String version, int filling) {
        Header h = new Header();
        h.text(1000, name);
        h.text(1001, version);
        h.text(1002, "1");
        h.text(1005, "x".repeat(filling));
        h.text(1014, "licence");
        h.text(1022, "x86_64");
        h.text(1044, name + "-src-" + version + "-1.src.rpm");
        return h.bytes();
    }

    static byte[] headerWithFiles(String name, String version, String directory, int files) {
        return headerWithFiles("", name, version, directory, files);
    }

    static byte[] headerWithFiles(String vendor, String name, String version, String directory, int files) {
        Header h = new Header();
        if (!vendor.isEmpty()) {
            h.text(1011, vendor);
        }
        h.text(1000, name);
        h.text(1001, version);
        h.numbers(1116, files);
        h.texts(1117, "f", files);
        h.texts(1118, directory, 1);
        return h.bytes();
    }

    private static final class Header {
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final List<int[]> entries = new ArrayList<>();

        void text(int tag, String text) {
            add(tag, 6, 1);
            data.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
        }

        void texts(int tag, String text, int count) {
            add(tag, 8, count);
            data.writeBytes((text + "\0").repeat(count).getBytes(StandardCharsets.UTF_8));
        }

        void numbers(int tag, int count) {
            while (data.size() % 4 != 0) {
                data.write(0);
            }
            add(tag, 4, count);
            data.writeBytes(new byte[4 * count]);
        }

        private void add(int tag, int type, int count) {
            entries.add(new int[] {tag, type, data.size(), count});
        }

        byte[] bytes() {
            ByteBuffer out = ByteBuffer.allocate(8 + 16 * entries.size() + data.size());
            out.putInt(entries.size()).putInt(data.size());
            for (int[] entry : entries) {
                for (int word : entry) {
                    out.putInt(word);
                }
            }
            return out.put(data.toByteArray()).array();
        }
    }

    private static List<String> names(byte[][] headers) {
        List<String> names = new ArrayList<>();
        for (byte[] header : headers) {
            try {
                RpmHeader h = new RpmHeader(header, 0, header.length);
                names.add(h.text(1000) + " " + h.text(1001) + "-" + h.text(1002));
            } catch (DamagedException e) {
                throw new AssertionError(e);
            }
        }
        return names;
    }

    static Sample ndb(byte[]... headers) {
        int blocks = 4096 / 16;
        ByteBuffer out = ByteBuffer.allocate(4096 + 4096 * headers.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RpmP".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(1)
                .putInt(1)
                .putInt(headers.length + 1);
        for (int slot = 2; slot < 256; slot++) {
            out.position(slot * 16).put("Slot".getBytes(StandardCharsets.US_ASCII));
        }
        for (int i = 0; i < headers.length; i++) {
            int size = (16 + headers[i].length + 12 + 15) / 16;
            out.position((i + 2) * 16 + 4).putInt(i + 1).putInt(blocks).putInt(size);
            out.position(blocks * 16)
                    .put("BlbS".getBytes(StandardCharsets.US_ASCII))
                    .putInt(i + 1)
                    .putInt(1);
            out.putInt(headers[i].length).put(headers[i]);
            blocks += size;
        }
        return new Sample("ndb", java.util.Arrays.copyOf(out.array(), blocks * 16), names(headers));
    }

    /** Keys and values on one bucket page, values that do not fit into a third of it on overflow pages. */
    static Sample bdb(int pageSize, ByteOrder order, byte[]... headers) {
        List<byte[]> pages = new ArrayList<>();
        ByteBuffer meta = page(pages, pageSize, order, 0, 8);
        meta.putInt(12, 0x61561).putInt(16, 9).putInt(20, pageSize);
        ByteBuffer bucket = page(pages, pageSize, order, 1, 13);
        bucket.putShort(20, (short) (2 * headers.length));
        int end = pageSize;
        for (int i = 0; i < headers.length; i++) {
            end -= 5;
            bucket.put(end, (byte) 1).putInt(end + 1, i + 1);
            bucket.putShort(26 + 4 * i, (short) end);
            if (headers[i].length < pageSize / 3) {
                end -= 1 + headers[i].length;
                bucket.put(end, (byte) 1).put(end + 1, headers[i]);
            } else {
                end -= 12;
                bucket.put(end, (byte) 3).putInt(end + 4, pages.size()).putInt(end + 8, headers[i].length);
                for (int at = 0; at < headers[i].length; at += pageSize - 26) {
                    int n = Math.min(pageSize - 26, headers[i].length - at);
                    ByteBuffer overflow = page(pages, pageSize, order, pages.size(), 7);
                    overflow.putShort(22, (short) n).put(26, headers[i], at, n);
                    overflow.putInt(16, at + n < headers[i].length ? pages.size() : 0);
                }
            }
            bucket.putShort(28 + 4 * i, (short) end);
        }
        meta.putInt(32, pages.size() - 1);
        return new Sample("bdb " + pageSize + " " + order, joined(pages), names(headers));
    }

    private static ByteBuffer page(List<byte[]> pages, int size, ByteOrder order, int number, int type) {
        byte[] bytes = new byte[size];
        pages.add(bytes);
        return ByteBuffer.wrap(bytes).order(order).putInt(8, number).put(25, (byte) type);
    }

    private static byte[] joined(List<byte[]> pages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pages.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** The schema on page 1, the table's rows on page 2, and on pages of their own under it once it is full. */
    static Sample sqlite(int pageSize, byte[]... headers) {
        List<byte[]> pages = new ArrayList<>();
        ByteBuffer first = ByteBuffer.wrap(new byte[pageSize]);
        pages.add(first.array());
        first.put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) (pageSize == 65_536 ? 1 : pageSize));
        leaf(pages, first.array(), 100, List.of(record("table", "Packages", "Packages", 2, "CREATE TABLE x")));
        byte[] root = new byte[pageSize];
        pages.add(root);
        List<byte[]> rows = new ArrayList<>();
        for (byte[] header : headers) {
            rows.add(record(0, header));
        }
        if (headers.length == 1) {
            leaf(pages, root, 0, rows);
        } else {
            ByteBuffer inner = ByteBuffer.wrap(root);
            inner.put(0, (byte) 5).putShort(3, (short) (rows.size() - 1));
            for (int i = 0; i < rows.size(); i++) {
                byte[] leaf = new byte[pageSize];
                pages.add(leaf);
                int number = pages.size();
                leaf(pages, leaf, 0, List.of(rows.get(i)));
                if (i == rows.size() - 1) {
                    inner.putInt(8, number);
                } else {
                    int cell = pageSize - 5 * (i + 1);
                    inner.putInt(cell, number).put(cell + 4, (byte) (i + 1));
                    inner.putShort(12 + 2 * i, (short) cell);
                }
            }
        }
        return new Sample("sqlite " + pageSize, joined(pages), names(headers));
    }

    private static void leaf(List<byte[]> pages, byte[] page, int head, List<byte[]> rows) {
        ByteBuffer out = ByteBuffer.wrap(page);
        out.put(head, (byte) 0x0d).putShort(head + 3, (short) rows.size());
        int end = page.length;
        int usable = page.length;
        for (int i = 0; i < rows.size(); i++) {
            byte[] row = rows.get(i);
            int local = row.length;
            if (local > usable - 35) {
                int least = (usable - 12) * 32 / 255 - 23;
                int even = least + (row.length - least) % (usable - 4);
                local = even <= usable - 35 ? even : least;
            }
            ByteArrayOutputStream cell = new ByteArrayOutputStream();
            varint(cell, row.length);
            varint(cell, i + 1);
            cell.write(row, 0, local);
            if (local < row.length) {
                cell.writeBytes(ByteBuffer.allocate(4).putInt(pages.size() + 1).array());
            }
            for (int at = local; at < row.length; at += usable - 4) {
                int n = Math.min(usable - 4, row.length - at);
                byte[] overflow = new byte[usable];
                pages.add(overflow);
                ByteBuffer.wrap(overflow)
                        .putInt(at + n < row.length ? pages.size() + 1 : 0)
                        .put(row, at, n);
            }
            end -= cell.size();
            out.put(end, cell.toByteArray()).putShort(head + 8 + 2 * i, (short) end);
        }
    }

    /** A row of texts, blobs and one-byte numbers; the first number 0 stands for NULL, as the row's own key is stored. */
    private static byte[] record(Object... values) {
        ByteArrayOutputStream types = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object value : values) {
            switch (value) {
                case String s -> {
                    varint(types, 13 + 2 * s.length());
                    body.writeBytes(s.getBytes(StandardCharsets.US_ASCII));
                }
                case byte[] b -> {
                    varint(types, 12 + 2 * b.length);
                    body.writeBytes(b);
                }
                case Integer n when n == 0 -> varint(types, 0);
                case Integer n -> {
                    varint(types, 1);
                    body.write(n);
                }
                default -> throw new AssertionError(value);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, types.size() + 1);
        out.writeBytes(types.toByteArray());
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        for (int shift = 28; shift > 0; shift -= 7) {
            if (value >>> shift != 0) {
                out.write(((value >>> shift) & 0x7f) | 0x80);
            }
        }
        out.write(value & 0x7f);
    }
}
