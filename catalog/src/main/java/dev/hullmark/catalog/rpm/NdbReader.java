package dev.hullmark.catalog.rpm;

import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads rpm's own database format, {@code Packages.db} (rpm, lib/backend/ndb/rpmpkg.c): little-endian; pages of 4096
 * bytes full of 16-byte slots, the first two taken by the file's header; each slot in use points to a blob in blocks of
 * 16 bytes, with a header of 16 bytes of its own before the package's header.
 */
final class NdbReader {
    private static final int FILE_MAGIC = magic("RpmP");
    private static final int SLOT_MAGIC = magic("Slot");
    private static final int BLOB_MAGIC = magic("BlbS");
    private static final int PAGE = 4096;
    private static final int BLOCK = 16;

    private final Content content;
    private final Headers headers;
    private byte[] blob = new byte[64 << 10];

    NdbReader(Content content, Headers headers) {
        this.content = content;
        this.headers = headers;
    }

    private static int magic(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }

    static boolean recognises(ByteBuffer start) {
        return start.order(ByteOrder.LITTLE_ENDIAN).getInt(0) == FILE_MAGIC;
    }

    void read() throws IOException {
        Pages pages = new Pages(content, PAGE, ByteOrder.LITTLE_ENDIAN);
        int start = pages.at(0);
        int version = pages.buffer().getInt(start + 4);
        if (version != 0) {
            throw new IOException("is an ndb database of the unknown version " + version);
        }
        long slotPages = pages.buffer().getInt(start + 12) & 0xffffffffL;
        if (slotPages > pages.count()) {
            headers.damaged(new DamagedException("counts " + slotPages + " pages of slots, more than it has"));
            slotPages = pages.count();
        }
        for (long page = 0; page < slotPages; page++) {
            for (int slot = page == 0 ? 2 : 0; slot < PAGE / BLOCK; slot++) {
                // Asked for anew each time: a blob is read through its own buffer, but cheap it is all the same.
                int at = pages.at(page) + slot * BLOCK;
                ByteBuffer in = pages.buffer();
                int index = in.getInt(at + 4);
                if (index == 0 && in.getInt(at) == SLOT_MAGIC) {
                    continue;
                }
                try {
                    if (in.getInt(at) != SLOT_MAGIC) {
                        throw new DamagedException("has a slot that is none");
                    }
                    blob(index, in.getInt(at + 8) & 0xffffffffL, in.getInt(at + 12) & 0xffffffffL);
                } catch (DamagedException e) {
                    headers.damaged(e);
                }
            }
        }
    }

    private void blob(int index, long block, long blocks) throws IOException {
        byte[] head = new byte[BLOCK];
        if (content.read(block * BLOCK, head, 0, BLOCK) < BLOCK) {
            throw new DamagedException("is cut off within its packages");
        }
        ByteBuffer in = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long length = in.getInt(12) & 0xffffffffL;
        if (in.getInt(0) != BLOB_MAGIC || in.getInt(4) != index || length > blocks * BLOCK) {
            throw new DamagedException("has a slot that points to no package");
        }
        if (length > Limits.RPM_HEADER_BYTES) {
            throw new DamagedException("has a package header of " + length + " bytes, more than the limit");
        }
        if (blob.length < length) {
            blob = new byte[(int) Math.min(Limits.RPM_HEADER_BYTES, length * 2)];
        }
        if (content.read(block * BLOCK + BLOCK, blob, 0, (int) length) < length) {
            throw new DamagedException("is cut off within its packages");
        }
        headers.header(blob, 0, (int) length);
    }
}
