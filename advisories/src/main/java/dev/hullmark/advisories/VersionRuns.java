package dev.hullmark.advisories;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * An explicit list of versions, as runs of numbers in its group's sorted dictionary: feeds list thousands of versions,
 * most of them neighbours. Asking whether it contains one reads no other.
 */
final class VersionRuns extends AbstractList<String> implements RandomAccess {
    private final Group group;
    private final int[] runs;
    private final int size;

    /** @param runs first number and length, of each run */
    private VersionRuns(Group group, int[] runs, int size) {
        this.group = group;
        this.runs = runs;
        this.size = size;
    }

    static boolean ascending(int[] numbers) {
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] <= numbers[i - 1]) {
                return false;
            }
        }
        return true;
    }

    static void write(Encoder out, int[] ascending) {
        int next = 0;
        for (int i = 0; i < ascending.length; ) {
            int first = ascending[i];
            int length = 1;
            while (i + length < ascending.length && ascending[i + length] == first + length) {
                length++;
            }
            out.var(first - next).var(length - 1L);
            next = first + length;
            i += length;
        }
    }

    static List<String> read(Group group, Decoder in, int size, int words) {
        if (size == 0) {
            return List.of();
        }
        if (size > words) {
            throw new IndexOutOfBoundsException("more versions than words");
        }
        List<Integer> runs = new ArrayList<>();
        int next = 0;
        for (int left = size; left > 0; ) {
            int first = Math.addExact(next, in.size());
            int length = Math.addExact(in.size(), 1);
            if (length > left || first > words - length) {
                throw new IndexOutOfBoundsException("run past the end");
            }
            runs.add(first);
            runs.add(length);
            next = first + length;
            left -= length;
        }
        int[] flat = new int[runs.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = runs.get(i);
        }
        return new VersionRuns(group, flat, size);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int left = index;
        int run = 0;
        while (left >= runs[run + 1]) {
            left -= runs[run + 1];
            run += 2;
        }
        return group.word(runs[run] + left);
    }

    @Override
    public boolean contains(Object version) {
        int number = version instanceof String text ? group.find(text) : -1;
        for (int run = 0; run < runs.length && number >= 0; run += 2) {
            if (number < runs[run]) {
                return false;
            }
            if (number - runs[run] < runs[run + 1]) {
                return true;
            }
        }
        return false;
    }
}
