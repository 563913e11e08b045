package dev.hullmark.catalog.zip;

import dev.hullmark.catalog.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip archive (PKWARE APPNOTE 6.3.10) read through its central directory, zip64 included. Text before the archive (a
 * self-executing jar) is skipped. Sizes come from the central directory, so data descriptors do not matter. What the
 * archive claims is never trusted with memory: every read has a limit of its own and is paid from a {@link Budget}.
 */
public final class Zip {
    private static final int LOCAL = 30;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int CHUNK = 1 << 15;

    private final RandomBytes bytes;
    private final Budget budget;
    private final byte[] directory;
    private final long start;

    private Zip(RandomBytes bytes, Budget budget, byte[] directory, long start) {
        this.bytes = bytes;
        this.budget = budget;
        this.directory = directory;
        this.start = start;
    }

    /** @throws IOException when this is no zip archive, or too large a one */
    public static Zip open(RandomBytes bytes, Budget budget) throws IOException {
        budget.open();
        EndRecord end = EndRecord.find(bytes, budget);
        if (end.directorySize() > Limits.ZIP_DIRECTORY) {
            throw new IOException("its directory is larger than " + Limits.ZIP_DIRECTORY + " bytes");
        }
        budget.spend(end.directorySize());
        return new Zip(bytes, budget, bytes.exactly(end.directoryAt(), (int) end.directorySize()), end.start());
    }

    /** A walk over all entries, in the directory's order. */
    public DirectoryCursor entries() {
        return new DirectoryCursor(directory, start);
    }

    /**
     * An entry's content.
     *
     * @throws IOException when it holds more than {@code limit} bytes, or is broken
     */
    public byte[] read(Member member, int limit) throws IOException {
        byte[] content = prefix(member, limit == Integer.MAX_VALUE ? limit : limit + 1);
        if (content.length > limit) {
            throw new IOException("holds more than " + limit + " bytes");
        }
        return content;
    }

    /** The first bytes of an entry's content, all of it when it is no longer than {@code limit}. */
    public byte[] prefix(Member member, int limit) throws IOException {
        long data = dataOf(member);
        if (member.method() == 0) {
            int length = (int) Math.min(limit, member.compressed());
            budget.spend(length);
            return bytes.exactly(data, length);
        }
        return inflate(data, member, limit);
    }

    /**
     * An entry that is an archive too, as bytes of its own: in place when it is stored, else inflated into memory. What is
     * packed already packs no better, so one that does is refused before it takes that memory.
     */
    public RandomBytes open(Member member, int limit) throws IOException {
        if (member.method() == 0) {
            return bytes.slice(dataOf(member), member.compressed());
        }
        long proportional = Math.min(member.compressed(), limit) * Limits.ARCHIVE_RATIO;
        return RandomBytes.of(read(member, (int) Math.min(limit, Math.max(Limits.ARCHIVE_INSIDE_FREE, proportional))));
    }

    private long dataOf(Member member) throws IOException {
        if (member.encrypted() || (member.method() != 0 && member.method() != 8)) {
            throw new IOException(
                    member.encrypted() ? "is encrypted" : "is compressed in a way that is not known here");
        }
        budget.spend(LOCAL);
        byte[] header = bytes.exactly(member.header(), LOCAL);
        if (LittleEndian.int32(header, 0) != LOCAL_SIGNATURE) {
            throw new IOException("has no header where the directory says");
        }
        return member.header() + LOCAL + LittleEndian.uint16(header, 26) + LittleEndian.uint16(header, 28);
    }

    private byte[] inflate(long data, Member member, int limit) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            byte[] in = new byte[(int) Math.min(CHUNK, Math.max(1, member.compressed()))];
            byte[] out = new byte[Math.min(limit, Math.clamp(member.size(), 64, CHUNK))];
            long read = 0;
            int done = 0;
            while (done < limit && !inflater.finished()) {
                if (inflater.needsInput()) {
                    int want = (int) Math.min(in.length, member.compressed() - read);
                    int n = want == 0 ? 0 : bytes.read(data + read, in, 0, want);
                    if (n <= 0) {
                        throw new EOFException("ends too early");
                    }
                    read += n;
                    inflater.setInput(in, 0, n);
                }
                if (done == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(limit, out.length * 2L));
                }
                int n = inflater.inflate(out, done, out.length - done);
                budget.spend(n);
                done += n;
                if (n == 0 && inflater.needsDictionary()) {
                    throw new IOException("needs a dictionary nobody has");
                }
            }
            return done == out.length ? out : Arrays.copyOf(out, done);
        } catch (DataFormatException e) {
            throw new IOException("is not sound compressed data", e);
        } finally {
            inflater.end();
        }
    }
}
