package dev.hullmark.catalog.rpm;

import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * Reads a Berkeley DB hash database, {@code Packages} (Berkeley DB, dbinc/db_page.h): in the byte order of the machine
 * that wrote it. Every page is looked at once, in order; those of hash buckets hold keys and values in turn, and a value
 * that is too long for its page is a chain of overflow pages.
 */
final class BdbReader {
    private static final int HASH_MAGIC = 0x00061561;
    private static final int MAGIC_AT = 12;
    private static final int PAGE_SIZE_AT = 20;
    private static final int ENCRYPTION_AT = 24;
    private static final int TYPE_AT = 25;
    private static final int LAST_PAGE_AT = 32;
    private static final int PAGE_HEADER = 26;

    private static final int UNSORTED_HASH_PAGE = 2;
    private static final int OVERFLOW_PAGE = 7;
    private static final int META_PAGE = 8;
    private static final int HASH_PAGE = 13;

    private static final int ON_PAGE = 1;
    private static final int OFF_PAGE = 3;
    private static final int OFF_PAGE_BYTES = 12;

    private final Content content;
    private final Headers headers;
    private final BitSet seen = new BitSet();
    private byte[] value = new byte[64 << 10];

    BdbReader(Content content, Headers headers) {
        this.content = content;
        this.headers = headers;
    }

    static boolean recognises(ByteBuffer start) {
        int magic = start.order(ByteOrder.BIG_ENDIAN).getInt(MAGIC_AT);
        return magic == HASH_MAGIC || Integer.reverseBytes(magic) == HASH_MAGIC;
    }

    void read() throws IOException {
        byte[] meta = new byte[512];
        if (content.read(0, meta, 0, meta.length) < meta.length) {
            throw new IOException("is cut off within its first page");
        }
        ByteBuffer in = ByteBuffer.wrap(meta);
        in.order(in.getInt(MAGIC_AT) == HASH_MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int pageSize = in.getInt(PAGE_SIZE_AT);
        if (Integer.bitCount(pageSize) != 1 || pageSize < 512 || pageSize > 65_536 || meta[TYPE_AT] != META_PAGE) {
            throw new IOException("is no Berkeley DB hash database");
        }
        if (meta[ENCRYPTION_AT] != 0) {
            throw new IOException("is encrypted");
        }
        pages(new Pages(content, pageSize, in.order()), in.getInt(LAST_PAGE_AT) & 0xffffffffL);
    }

    private void pages(Pages pages, long last) throws IOException {
        if (last >= pages.count()) {
            headers.damaged(new DamagedException("counts " + (last + 1) + " pages but holds " + pages.count()));
        }
        Pages overflow = new Pages(content, pages.size(), pages.buffer().order());
        long end = Math.min(last, pages.count() - 1);
        for (long page = 1; page <= end; page++) {
            int at = pages.at(page);
            int type = pages.bytes()[at + TYPE_AT];
            if (type == HASH_PAGE || type == UNSORTED_HASH_PAGE) {
                bucket(pages, at, overflow);
            }
        }
    }

    private void bucket(Pages pages, int at, Pages overflow) throws IOException {
        ByteBuffer in = pages.buffer();
        int entries = in.getShort(at + 20) & 0xffff;
        if (PAGE_HEADER + 2 * entries > pages.size()) {
            headers.damaged(new DamagedException("has a page of " + entries + " entries, more than fit"));
            return;
        }
        for (int i = 1; i < entries; i += 2) {
            int key = in.getShort(at + PAGE_HEADER + 2 * (i - 1)) & 0xffff;
            int item = in.getShort(at + PAGE_HEADER + 2 * i) & 0xffff;
            try {
                // Items fill the page from its end: each ends where the one before it starts.
                if (item < PAGE_HEADER || item >= key || key >= pages.size()) {
                    throw new DamagedException("has an entry outside its page");
                }
                item(pages, at + item, key - item, overflow);
            } catch (DamagedException e) {
                headers.damaged(e);
            }
        }
    }

    private void item(Pages pages, int at, int length, Pages overflow) throws IOException {
        switch (pages.bytes()[at]) {
            case ON_PAGE -> {
                // Under key 0 rpm keeps the last package's number, 4 bytes; a header has at least 8 and an entry.
                if (length - 1 > 16) {
                    headers.header(pages.bytes(), at + 1, length - 1);
                }
            }
            case OFF_PAGE -> {
                if (length < OFF_PAGE_BYTES) {
                    throw new DamagedException("has an entry that is cut off");
                }
                long total = pages.buffer().getInt(at + 8) & 0xffffffffL;
                chain(overflow, pages.buffer().getInt(at + 4) & 0xffffffffL, total);
            }
            default -> {}
        }
    }

    private void chain(Pages pages, long first, long total) throws IOException {
        if (total > Limits.RPM_HEADER_BYTES || total > content.size()) {
            throw new DamagedException("has a package header of " + total + " bytes, more than the limit");
        }
        if (value.length < total) {
            value = new byte[(int) Math.min(Limits.RPM_HEADER_BYTES, total * 2)];
        }
        int filled = 0;
        long page = first;
        while (filled < total) {
            int at = pages.at(page);
            int used = pages.buffer().getShort(at + 22) & 0xffff;
            if (pages.bytes()[at + TYPE_AT] != OVERFLOW_PAGE || used > pages.size() - PAGE_HEADER || used == 0) {
                throw new DamagedException("has a package header whose pages are lost");
            }
            if (seen.get((int) page)) {
                throw new DamagedException("uses page " + page + " twice");
            }
            seen.set((int) page);
            int n = (int) Math.min(used, total - filled);
            System.arraycopy(pages.bytes(), at + PAGE_HEADER, value, filled, n);
            filled += n;
            page = pages.buffer().getInt(at + 16) & 0xffffffffL;
        }
        headers.header(value, 0, filled);
    }
}
