package dev.hullmark.catalog.rpm;

import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Reads the table {@code Packages} of {@code rpmdb.sqlite} (sqlite.org/fileformat2.html): finds its root in the schema
 * table, which starts on the first page, and walks the b-tree below it. No page is visited twice, so a file cannot lead
 * in a circle.
 */
final class SqliteReader {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int FILE_HEADER = 100;
    private static final int LEAF = 0x0d;
    private static final int INTERIOR = 0x05;

    private final Content content;
    private final Headers headers;
    private final BitSet seen = new BitSet();
    private byte[] payload = new byte[64 << 10];

    SqliteReader(Content content, Headers headers) {
        this.content = content;
        this.headers = headers;
    }

    static boolean recognises(ByteBuffer start) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.get(i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** Takes a row's record, {@code length} bytes of {@link #payload}. */
    private interface Rows {
        void row(int length) throws IOException;
    }

    void read() throws IOException {
        byte[] start = new byte[FILE_HEADER];
        if (content.read(0, start, 0, FILE_HEADER) < FILE_HEADER) {
            throw new IOException("is cut off within its header");
        }
        ByteBuffer in = ByteBuffer.wrap(start);
        int declared = in.getShort(16) & 0xffff;
        int pageSize = declared == 1 ? 65_536 : declared;
        int usable = pageSize - (start[20] & 0xff);
        if (Integer.bitCount(pageSize) != 1 || pageSize < 512 || usable < 480) {
            throw new IOException("is no sound SQLite database: its pages have " + pageSize + " bytes");
        }
        Tree tree = new Tree(pageSize, usable);
        long[] root = {0};
        tree.walk(1, 0, length -> {
            Record row = new Record(payload, length);
            if (row.text(0).equals("table") && row.text(1).equals("Packages")) {
                root[0] = row.number(3);
            }
        });
        if (root[0] < 2) {
            throw new IOException("has no table Packages");
        }
        tree.walk(root[0], 0, length -> {
            Record row = new Record(payload, length);
            headers.header(payload, row.offset(1), row.length(1));
        });
    }

    /** The b-trees of the file; pages count from 1 here. */
    private final class Tree {
        private final Pages pages;
        private final Pages overflow;
        private final int usable;

        Tree(int pageSize, int usable) {
            this.pages = new Pages(content, pageSize, ByteOrder.BIG_ENDIAN);
            this.overflow = new Pages(content, pageSize, ByteOrder.BIG_ENDIAN);
            this.usable = usable;
        }

        void walk(long page, int depth, Rows rows) throws IOException {
            try {
                visit(page);
                if (depth > Limits.SQLITE_DEPTH) {
                    throw new DamagedException("has a tree that is too deep");
                }
                int start = pages.at(page - 1);
                int head = page == 1 ? FILE_HEADER : 0;
                int cells = pages.buffer().getShort(start + head + 3) & 0xffff;
                int type = pages.bytes()[start + head];
                int headSize = type == INTERIOR ? 12 : 8;
                if ((type != LEAF && type != INTERIOR) || head + headSize + 2 * cells > usable) {
                    throw new DamagedException("has a page " + page + " that belongs to no table");
                }
                int[] offsets = new int[cells];
                for (int i = 0; i < cells; i++) {
                    offsets[i] = pages.buffer().getShort(start + head + headSize + 2 * i) & 0xffff;
                }
                if (type == LEAF) {
                    leaf(page, offsets, rows);
                } else {
                    interior(start, head, offsets, depth, rows);
                }
            } catch (DamagedException e) {
                headers.damaged(e);
            }
        }

        private void interior(int start, int head, int[] offsets, int depth, Rows rows) throws IOException {
            // The window moves on while children are read: their numbers are taken first.
            long[] children = new long[offsets.length + 1];
            for (int i = 0; i < offsets.length; i++) {
                children[i] = offsets[i] + 4 > usable ? 0 : pages.buffer().getInt(start + offsets[i]) & 0xffffffffL;
            }
            children[offsets.length] = pages.buffer().getInt(start + head + 8) & 0xffffffffL;
            for (long child : children) {
                walk(child, depth + 1, rows);
            }
        }

        private void leaf(long page, int[] offsets, Rows rows) throws IOException {
            for (int offset : offsets) {
                try {
                    rows.row(cell(page, offset));
                } catch (DamagedException e) {
                    headers.damaged(e);
                }
            }
        }

        private void visit(long page) throws IOException {
            if (page < 1 || page > pages.count()) {
                throw new DamagedException("points to page " + page + ", which is not there");
            }
            if (seen.get((int) page)) {
                throw new DamagedException("uses page " + page + " twice");
            }
            seen.set((int) page);
        }

        /** Puts a cell's record together in {@link #payload}, following its overflow pages. */
        private int cell(long page, int offset) throws IOException {
            int start = pages.at(page - 1);
            Varint in = new Varint(pages.bytes(), start + offset, start + usable);
            long length = in.next();
            in.next();
            if (length < 0 || length > Limits.RPM_HEADER_BYTES) {
                throw new DamagedException("has a package header of " + length + " bytes, more than the limit");
            }
            int total = (int) length;
            int local = local(total);
            if (in.at() + local + (local < total ? 4 : 0) > start + usable) {
                throw new DamagedException("has a row that leaves its page");
            }
            if (payload.length < total) {
                payload = new byte[Math.min(Limits.RPM_HEADER_BYTES, total * 2)];
            }
            System.arraycopy(pages.bytes(), in.at(), payload, 0, local);
            int filled = local;
            long next = local < total ? pages.buffer().getInt(in.at() + local) & 0xffffffffL : 0;
            while (filled < total) {
                visit(next);
                int at = overflow.at(next - 1);
                int n = Math.min(usable - 4, total - filled);
                System.arraycopy(overflow.bytes(), at + 4, payload, filled, n);
                filled += n;
                next = overflow.buffer().getInt(at) & 0xffffffffL;
            }
            return total;
        }

        /** How many bytes of a record stay on its page ("B-tree Cell Format"). */
        private int local(int total) {
            int most = usable - 35;
            if (total <= most) {
                return total;
            }
            int least = (usable - 12) * 32 / 255 - 23;
            int even = least + (total - least) % (usable - 4);
            return even <= most ? even : least;
        }
    }

    /** Reads SQLite's big-endian numbers of 1 to 9 bytes. */
    private static final class Varint {
        private final byte[] bytes;
        private final int end;
        private int at;

        Varint(byte[] bytes, int at, int end) {
            this.bytes = bytes;
            this.at = at;
            this.end = end;
        }

        int at() {
            return at;
        }

        long next() throws DamagedException {
            long value = 0;
            for (int i = 0; i < 9; i++) {
                if (at >= end) {
                    throw new DamagedException("has a number that is cut off");
                }
                byte b = bytes[at++];
                if (i == 8) {
                    return value << 8 | (b & 0xff);
                }
                value = value << 7 | (b & 0x7f);
                if (b >= 0) {
                    return value;
                }
            }
            return value;
        }
    }

    /** The first columns of a row ("Record Format"). */
    private static final class Record {
        private static final int COLUMNS = 5;

        private final byte[] bytes;
        private final int[] offsets = new int[COLUMNS];
        private final long[] types = new long[COLUMNS];

        Record(byte[] bytes, int end) throws DamagedException {
            this.bytes = bytes;
            Varint in = new Varint(bytes, 0, end);
            long head = in.next();
            long at = head;
            for (int i = 0; i < COLUMNS && in.at() < head; i++) {
                types[i] = in.next();
                offsets[i] = (int) Math.min(at, end);
                at += size(types[i]);
                if (at > end || types[i] < 0) {
                    throw new DamagedException("has a row that is cut off");
                }
            }
        }

        private static long size(long type) {
            if (type >= 12) {
                return (type - 12) / 2;
            }
            return switch ((int) type) {
                case 1, 2, 3, 4 -> type;
                case 5 -> 6;
                case 6, 7 -> 8;
                default -> 0;
            };
        }

        int offset(int column) {
            return offsets[column];
        }

        int length(int column) {
            return (int) size(types[column]);
        }

        String text(int column) {
            return new String(bytes, offset(column), length(column), StandardCharsets.UTF_8);
        }

        long number(int column) {
            if (types[column] == 8 || types[column] == 9) {
                return types[column] - 8;
            }
            long value = 0;
            for (int i = 0; i < Math.min(8, length(column)); i++) {
                value = value << 8 | (bytes[offset(column) + i] & 0xff);
            }
            return value;
        }
    }
}
