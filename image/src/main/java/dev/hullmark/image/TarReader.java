package dev.hullmark.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a tar entry by entry: ustar, pax, GNU and star, sparse files of all four kinds. Nothing it is given makes it
 * hold more than {@link Limits} allows; where it stops with a {@link TarException}, everything before was sound.
 */
final class TarReader {
    private static final int SPARSE_IN_HEADER = 386;
    private static final int SPARSE_MORE = 482;
    private static final int SPARSE_REAL_SIZE = 483;

    private final TarInput input;
    private final TarHeader header = new TarHeader();
    private long dataEnd;
    private long packedSize;
    private String rawPath = "";
    private Optional<SparseMap> sparse = Optional.empty();
    private Entry entry = new Entry("", Entry.Type.OTHER, 0, 0, 0, 0, "", 0);

    TarReader(TarInput input) {
        this.input = input;
    }

    /**
     * Moves to the next entry.
     *
     * @return false at the end of the archive
     * @throws TarException when the archive is damaged or cut off here
     */
    boolean next() throws IOException {
        input.release();
        skipTo(dataEnd);
        PaxRecords pax = NO_RECORDS;
        String longName = "";
        String longLink = "";
        for (int meta = 0; meta <= Limits.TAR_META_IN_A_ROW; meta++) {
            if (!readHeader()) {
                return false;
            }
            char type = header.type();
            long size = header.size();
            switch (type) {
                case 'x', 'X' -> pax = PaxRecords.parse(meta(size));
                case 'g' -> meta(size);
                case 'L' -> longName = text(meta(size));
                case 'K' -> longLink = text(meta(size));
                default -> {
                    become(type, size, pax, longName, longLink);
                    return true;
                }
            }
        }
        throw new TarException("has header upon header and no file");
    }

    private static final PaxRecords NO_RECORDS = new PaxRecords();

    /** The entry; its path is "" for the root and {@link EntryPaths#REFUSED} for one that must not be believed. */
    Entry entry() {
        return entry;
    }

    /** The path as the archive writes it. */
    String rawPath() {
        return rawPath;
    }

    /** Where the entry's bytes begin, from the start of the tar; meaningful for a file that is not sparse. */
    long dataAt() {
        return input.position();
    }

    /** The content of a regular file, until {@link #next} is called. */
    Content content() {
        Content packed = input.content(packedSize);
        return sparse.isPresent() ? new SparseContent(sparse.get(), packed) : packed;
    }

    private boolean readHeader() throws IOException {
        int read = input.read(header.block, 0, TarHeader.BLOCK);
        if (read == 0) {
            return false;
        }
        if (read < TarHeader.BLOCK) {
            throw cutOff();
        }
        if (header.block[0] == 0 && header.isZero()) {
            read = input.read(header.block, 0, TarHeader.BLOCK);
            if (read < TarHeader.BLOCK || header.isZero()) {
                return false;
            }
            throw new TarException("goes on after its end");
        }
        if (!header.checksumFits()) {
            throw new TarException("is damaged: a header's checksum is wrong");
        }
        return true;
    }

    private void become(char type, long headerSize, PaxRecords pax, String longName, String longLink)
            throws IOException {
        long size = pax.size >= 0 ? pax.size : headerSize;
        rawPath = first(pax.sparseName, pax.path, longName);
        if (rawPath.isEmpty()) {
            rawPath = header.name();
        }
        Entry.Type kind = kind(type, rawPath);
        boolean hasData =
                kind == Entry.Type.FILE || (kind == Entry.Type.OTHER && type != '3' && type != '4' && type != '6');
        packedSize = hasData ? size : 0;
        if (packedSize > Long.MAX_VALUE / 2 - input.position()) {
            throw new TarException("has a file larger than any disk");
        }
        dataEnd = input.position() + (packedSize + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
        sparse = kind == Entry.Type.FILE ? sparseMap(type, pax) : Optional.empty();
        String link = kind == Entry.Type.SYMLINK || kind == Entry.Type.HARD_LINK
                ? first(pax.link, longLink, header.link())
                : "";
        entry = new Entry(
                pax.nul ? EntryPaths.REFUSED : EntryPaths.normalise(rawPath),
                kind,
                kind != Entry.Type.FILE ? 0 : sparse.isPresent() ? sparse.get().size() : packedSize,
                header.mode(),
                pax.uid >= 0 ? pax.uid : header.uid(),
                pax.gid >= 0 ? pax.gid : header.gid(),
                link,
                kind == Entry.Type.FILE ? pax.capabilities : 0);
    }

    private static Entry.Type kind(char type, String path) {
        return switch (type) {
            case 0 -> path.endsWith("/") ? Entry.Type.DIRECTORY : Entry.Type.FILE;
            case '0', '7', 'S' -> Entry.Type.FILE;
            case '1' -> Entry.Type.HARD_LINK;
            case '2' -> Entry.Type.SYMLINK;
            case '5' -> Entry.Type.DIRECTORY;
            default -> Entry.Type.OTHER;
        };
    }

    /** Reads the map of a sparse file; one that stands before the data shortens what is left of them. */
    private Optional<SparseMap> sparseMap(char type, PaxRecords pax) throws IOException {
        if (type == 'S') {
            return Optional.of(oldGnuSparse());
        }
        boolean inData = pax.sparseMajor.equals("1") && pax.sparseMinor.equals("0");
        if (!inData && pax.sparse.isEmpty()) {
            return Optional.empty();
        }
        List<Long> numbers = inData ? sparseInData() : pax.sparse;
        return Optional.of(SparseMap.of(pax.sparseSize, numbers, packedSize));
    }

    private SparseMap oldGnuSparse() throws IOException {
        long real = TarNumbers.number(header.block, SPARSE_REAL_SIZE, 12);
        List<Long> numbers = new ArrayList<>();
        oldGnuSegments(numbers, SPARSE_IN_HEADER, 4);
        boolean more = header.block[SPARSE_MORE] != 0;
        while (more) {
            if (input.read(header.block, 0, TarHeader.BLOCK) < TarHeader.BLOCK) {
                throw cutOff();
            }
            dataEnd += TarHeader.BLOCK;
            oldGnuSegments(numbers, 0, 21);
            more = header.block[504] != 0;
        }
        return SparseMap.of(real, numbers, packedSize);
    }

    private void oldGnuSegments(List<Long> numbers, int offset, int count) throws TarException {
        for (int i = 0; i < count; i++) {
            int at = offset + 24 * i;
            if (header.block[at] == 0) {
                return;
            }
            addSparse(numbers, TarNumbers.number(header.block, at, 12));
            addSparse(numbers, TarNumbers.number(header.block, at + 12, 12));
        }
    }

    /** GNU's version 1.0: a count, then offsets and lengths, a decimal a line, filled up to whole blocks. */
    private List<Long> sparseInData() throws IOException {
        List<Long> numbers = new ArrayList<>();
        StringBuilder digits = new StringBuilder();
        byte[] block = new byte[TarHeader.BLOCK];
        long expected = -1;
        while (expected < 0 || numbers.size() < 2 * expected) {
            if (packedSize < TarHeader.BLOCK || input.read(block, 0, TarHeader.BLOCK) < TarHeader.BLOCK) {
                throw new TarException("has a sparse file whose map is cut off");
            }
            packedSize -= TarHeader.BLOCK;
            for (int i = 0; i < TarHeader.BLOCK && (expected < 0 || numbers.size() < 2 * expected); i++) {
                if (block[i] != '\n') {
                    if (digits.length() > 19) {
                        throw new TarException("has a sparse file whose map is damaged");
                    }
                    digits.append((char) (block[i] & 0xff));
                    continue;
                }
                long number = TarNumbers.decimal(digits.toString());
                digits.setLength(0);
                if (expected >= 0) {
                    addSparse(numbers, number);
                } else if (number > Limits.SPARSE_SEGMENTS) {
                    throw new TarException("has a sparse file in too many pieces");
                } else {
                    expected = number;
                }
            }
        }
        return numbers;
    }

    private static void addSparse(List<Long> numbers, long number) throws TarException {
        if (numbers.size() >= 2 * Limits.SPARSE_SEGMENTS) {
            throw new TarException("has a sparse file in too many pieces");
        }
        numbers.add(number);
    }

    private byte[] meta(long size) throws IOException {
        if (size > Limits.TAR_META) {
            throw new TarException("has an extended header of " + size + " bytes");
        }
        byte[] bytes = new byte[(int) size];
        if (input.read(bytes, 0, bytes.length) < bytes.length) {
            throw cutOff();
        }
        skipTo(input.position() + (TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return TarHeader.text(bytes, 0, bytes.length);
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private void skipTo(long target) throws IOException {
        long rest = target - input.position();
        if (rest > 0 && input.skip(rest) < rest) {
            throw cutOff();
        }
    }

    private static TarException cutOff() {
        return new TarException("is cut off");
    }
}
