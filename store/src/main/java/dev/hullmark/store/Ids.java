package dev.hullmark.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.LongStream;

/** Sets of ids as sorted arrays: a package may be in a hundred thousand images. */
final class Ids {
    static final long[] NONE = {};

    private Ids() {}

    static long[] union(Collection<long[]> sets) {
        return sets.size() == 1
                ? sets.iterator().next()
                : sets.stream()
                        .flatMapToLong(Arrays::stream)
                        .sorted()
                        .distinct()
                        .toArray();
    }

    static long[] minus(long[] a, long[] b) {
        return b.length == 0
                ? a
                : Arrays.stream(a).filter(id -> !contains(b, id)).toArray();
    }

    static long[] both(long[] a, long[] b) {
        return Arrays.stream(a).filter(id -> contains(b, id)).toArray();
    }

    private static boolean contains(long[] set, long id) {
        return Arrays.binarySearch(set, id) >= 0;
    }

    /** {@code 1,2,3} */
    static String text(long[] ids) {
        StringBuilder text = new StringBuilder(ids.length * 6);
        for (long id : ids) {
            text.append(text.isEmpty() ? "" : ",").append(id);
        }
        return text.toString();
    }

    static long[] sorted(LongStream ids) {
        return ids.sorted().distinct().toArray();
    }
}
