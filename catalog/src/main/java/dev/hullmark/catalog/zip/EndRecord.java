package dev.hullmark.catalog.zip;

import java.io.IOException;

/**
 * Where an archive's central directory lies, found from the end of the file.
 *
 * @param directoryAt its first byte
 * @param directorySize its length
 * @param start the archive's first byte: all its offsets count from here
 */
record EndRecord(long directoryAt, long directorySize, long start) {
    private static final int SIZE = 22;
    private static final int SIGNATURE = 0x06054b50;
    private static final int LOCATOR = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int SIZE_64 = 56;
    private static final int SIGNATURE_64 = 0x06064b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int USUAL_TAIL = 1 << 10;

    static EndRecord find(RandomBytes bytes, Budget budget) throws IOException {
        long size = bytes.size();
        for (int tail : new int[] {USUAL_TAIL, SIZE + LONGEST_COMMENT}) {
            int length = (int) Math.min(size, tail);
            budget.spend(length);
            byte[] end = bytes.exactly(size - length, length);
            for (int at = length - SIZE; at >= 0; at--) {
                if (end[at] == 'P'
                        && LittleEndian.int32(end, at) == SIGNATURE
                        && at + SIZE + LittleEndian.uint16(end, at + 20) <= length) {
                    return located(bytes, end, at, size - length + at);
                }
            }
        }
        throw new IOException("is not a zip archive");
    }

    private static EndRecord located(RandomBytes bytes, byte[] end, int at, long position) throws IOException {
        long directorySize = LittleEndian.uint32(end, at + 12);
        long offset = LittleEndian.uint32(end, at + 16);
        long behind = position;
        if (position >= LOCATOR + SIZE_64) {
            byte[] locator = bytes.exactly(position - LOCATOR, LOCATOR);
            if (LittleEndian.int32(locator, 0) == LOCATOR_SIGNATURE) {
                behind = endRecord64(bytes, LittleEndian.int64(locator, 8), position - LOCATOR - SIZE_64);
                byte[] record = bytes.exactly(behind, SIZE_64);
                directorySize = LittleEndian.int64(record, 40);
                offset = LittleEndian.int64(record, 48);
            }
        }
        // The directory ends where the end record starts; should something lie between, its claimed place counts.
        long at64 = behind - directorySize;
        if (directorySize == 0) {
            return new EndRecord(behind, 0, 0);
        }
        if (directorySize > 0 && at64 >= 0 && isDirectory(bytes, at64) && offset >= 0 && offset <= at64) {
            return new EndRecord(at64, directorySize, at64 - offset);
        }
        if (directorySize > 0 && offset >= 0 && offset <= bytes.size() - directorySize && isDirectory(bytes, offset)) {
            return new EndRecord(offset, directorySize, 0);
        }
        throw new IOException("its directory is not where it says");
    }

    private static long endRecord64(RandomBytes bytes, long claimed, long usual) throws IOException {
        if (usual >= 0 && LittleEndian.int32(bytes.exactly(usual, 4), 0) == SIGNATURE_64) {
            return usual;
        }
        if (claimed >= 0
                && claimed <= bytes.size() - SIZE_64
                && LittleEndian.int32(bytes.exactly(claimed, 4), 0) == SIGNATURE_64) {
            return claimed;
        }
        throw new IOException("its zip64 end record is not where it says");
    }

    private static boolean isDirectory(RandomBytes bytes, long at) throws IOException {
        return at <= bytes.size() - 4 && LittleEndian.int32(bytes.exactly(at, 4), 0) == ENTRY_SIGNATURE;
    }
}
