package dev.hullmark.image;

import java.util.List;

/** Where the bytes of a sparse file belong; all between is zero. */
final class SparseMap {
    private final long size;
    private final long[] offsets;
    private final long[] packedAt;

    private SparseMap(long size, int count) {
        this.size = size;
        this.offsets = new long[count];
        this.packedAt = new long[count + 1];
    }

    /**
     * Checks a map.
     *
     * @param size of the file, expanded
     * @param numbers offset and length in turn; ascending, apart
     * @param packed how many bytes the archive holds
     */
    static SparseMap of(long size, List<Long> numbers, long packed) throws TarException {
        SparseMap map = new SparseMap(size, numbers.size() / 2);
        boolean good = size >= 0 && numbers.size() % 2 == 0;
        long end = 0;
        for (int i = 0; good && i < map.count(); i++) {
            long offset = numbers.get(2 * i);
            long length = numbers.get(2 * i + 1);
            good = offset >= end && offset <= size && length >= 0 && length <= size - offset;
            end = offset + length;
            map.offsets[i] = offset;
            map.packedAt[i + 1] = map.packedAt[i] + length;
        }
        if (!good || map.packedAt[map.count()] != packed) {
            throw new TarException("has a sparse file whose map does not fit");
        }
        return map;
    }

    /** Of the file, expanded. */
    long size() {
        return size;
    }

    int count() {
        return offsets.length;
    }

    /** Where segment {@code i} belongs. */
    long offset(int i) {
        return offsets[i];
    }

    long length(int i) {
        return packedAt[i + 1] - packedAt[i];
    }

    /** Where segment {@code i} lies among the bytes of the archive. */
    long packedAt(int i) {
        return packedAt[i];
    }

    /** The last segment that begins at or before {@code position}, or the first. */
    int segmentAt(long position) {
        int found = java.util.Arrays.binarySearch(offsets, position);
        return Math.max(found >= 0 ? found : -found - 2, 0);
    }
}
