package dev.hullmark.catalog;

import java.util.Arrays;

/**
 * A set of paths that can only be asked for a path, at 8 bytes a path: it keeps 64-bit hashes. Two of a million paths
 * share a hash with a chance of one in 37 million.
 */
public final class PathSet {
    public static final PathSet EMPTY = new PathSet(new long[0]);

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final long[] sorted;

    private PathSet(long[] sorted) {
        this.sorted = sorted;
    }

    /** A set of strictly ascending hashes; takes the array over. */
    static PathSet ofSorted(long[] ascending) {
        return ascending.length == 0 ? EMPTY : new PathSet(ascending);
    }

    /** What this set keeps of a path. */
    public static long hash(String path) {
        long h = 0x6A09E667F3BCC909L;
        for (int i = 0; i < path.length(); i++) {
            h = (h ^ path.charAt(i)) * PRIME;
            h ^= h >>> 29;
        }
        return h ^ (h >>> 32);
    }

    public boolean contains(String path) {
        return contains(hash(path));
    }

    public boolean contains(long hash) {
        return place(hash) >= 0;
    }

    /** Where {@link #at} has this hash; negative when it is not in the set. */
    int place(long hash) {
        return Arrays.binarySearch(sorted, hash);
    }

    public int size() {
        return sorted.length;
    }

    /** The hash at a place in ascending order. */
    long at(int place) {
        return sorted[place];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathSet that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return sorted.length + " paths";
    }

    /** Gathers paths up to a limit. */
    static final class Builder {
        private final int limit;
        private long[] hashes = new long[16];
        private int size;

        Builder(int limit) {
            this.limit = limit;
        }

        void add(String path) {
            add(hash(path));
        }

        void add(long hash) {
            if (size == limit) {
                return;
            }
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.min(limit, size * 2));
            }
            hashes[size++] = hash;
        }

        int size() {
            return size;
        }

        boolean full() {
            return size == limit;
        }

        PathSet build() {
            if (size == 0) {
                return EMPTY;
            }
            long[] sorted = Arrays.copyOf(hashes, size);
            Arrays.sort(sorted);
            int kept = 1;
            for (int i = 1; i < size; i++) {
                if (sorted[i] != sorted[kept - 1]) {
                    sorted[kept++] = sorted[i];
                }
            }
            return new PathSet(kept == size ? sorted : Arrays.copyOf(sorted, kept));
        }
    }
}
