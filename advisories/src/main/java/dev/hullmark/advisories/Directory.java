package dev.hullmark.advisories;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The beginning of an index file: what sections follow, and where. A header (magic, form, checksum of all that follows
 * it here, directory length, file size, digest of the content), then an entry for each section.
 *
 * @param digest over the sections' digests, hex: the same feeds give the same, whenever and however they came
 */
record Directory(String digest, List<Entry> entries) {
    private static final long MAGIC = 0x58444E494C4C5548L;
    private static final int FORM = 2;
    private static final int HEADER = 64;
    private static final int CHECKED_FROM = 16;

    private static final Kind[] KINDS = Kind.values();
    private static final Feed.Origin[] ORIGINS = Feed.Origin.values();

    enum Kind {
        OSV,
        KEV,
        EPSS
    }

    /**
     * One section.
     *
     * @param state what its source needs to tell whether it changed ({@link FeedState}), or ""
     * @param digest SHA-256 of its bytes, hex
     */
    record Entry(Kind kind, Feed feed, String state, long offset, long length, String digest) {
        Entry at(long newOffset) {
            return new Entry(kind, feed, state, newOffset, length, digest);
        }

        Entry confirmed(Feed newFeed, String newState) {
            return new Entry(kind, newFeed, newState, offset, length, digest);
        }
    }

    static Directory of(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing((Entry e) -> e.kind())
                .thenComparing(e -> e.feed().name()));
        MessageDigest sha = Digests.sha256();
        List<Entry> placed = new ArrayList<>();
        for (Entry entry : sorted) {
            String line = entry.kind() + " " + entry.feed().name() + " " + entry.digest() + "\n";
            sha.update(line.getBytes(StandardCharsets.UTF_8));
        }
        long offset = align(HEADER + (long) encode(sorted).size());
        for (Entry entry : sorted) {
            placed.add(entry.at(offset));
            offset = align(offset + entry.length());
        }
        return new Directory(Digests.hex(sha.digest()), placed);
    }

    private static long align(long offset) {
        return offset + 7 & ~7L;
    }

    private static Encoder encode(List<Entry> entries) {
        Encoder out = new Encoder();
        out.var(entries.size());
        for (Entry entry : entries) {
            Feed feed = entry.feed();
            out.u8(Codec.code(entry.kind())).text(feed.name()).u8(Codec.code(feed.origin()));
            out.u64(feed.confirmed().getEpochSecond()).u64(feed.newest().getEpochSecond());
            out.var(feed.records()).text(entry.state());
            out.u64(entry.offset()).u64(entry.length());
            out.raw(HexFormat.of().parseHex(entry.digest()));
        }
        return out;
    }

    long fileSize() {
        if (entries.isEmpty()) {
            return align(HEADER + (long) encode(entries).size());
        }
        return align(entries.getLast().offset() + entries.getLast().length());
    }

    byte[] bytes() {
        Encoder directory = encode(entries);
        Encoder out = new Encoder();
        out.u64(MAGIC).u32(FORM).u32(0).u32(directory.size()).u32(0).u64(fileSize());
        out.raw(HexFormat.of().parseHex(digest)).raw(directory.array(), 0, directory.size());
        byte[] all = out.toBytes();
        CRC32C crc = new CRC32C();
        crc.update(all, CHECKED_FROM, all.length - CHECKED_FROM);
        ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(12, (int) crc.getValue());
        return all;
    }

    static Directory read(IndexSource file) throws IOException {
        try {
            Bytes header = Bytes.of(file.head(HEADER));
            if (header.getLong(0) != MAGIC || header.getInt(8) != FORM || header.getLong(24) != file.size()) {
                throw AdvisoryException.damaged();
            }
            int length = header.getInt(16);
            if (length < 0 || length > Limits.DIRECTORY_BYTES) {
                throw AdvisoryException.damaged();
            }
            byte[] all = file.head(HEADER + length);
            CRC32C crc = new CRC32C();
            crc.update(all, CHECKED_FROM, all.length - CHECKED_FROM);
            if ((int) crc.getValue() != header.getInt(12)) {
                throw AdvisoryException.damaged();
            }
            Decoder in = new Decoder(Bytes.of(all), 32);
            return new Directory(Digests.hex(in.raw(Digests.LENGTH)), entries(in, file.size()));
        } catch (RuntimeException e) {
            throw e instanceof AdvisoryException known ? known : AdvisoryException.damaged(e);
        }
    }

    private static List<Entry> entries(Decoder in, long fileSize) {
        int count = in.count();
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Kind kind = Codec.of(KINDS, in.u8());
            String name = in.text();
            Feed.Origin origin = Codec.of(ORIGINS, in.u8());
            Instant confirmed = Instant.ofEpochSecond(in.u64());
            Instant newest = Instant.ofEpochSecond(in.u64());
            Feed feed = new Feed(name, origin, confirmed, newest, in.var());
            String state = in.text();
            long offset = in.u64();
            long length = in.u64();
            if (offset < HEADER || length < 0 || length > Limits.SECTION_BYTES || offset > fileSize - length) {
                throw AdvisoryException.damaged();
            }
            entries.add(new Entry(kind, feed, state, offset, length, Digests.hex(in.raw(Digests.LENGTH))));
        }
        return entries;
    }
}
