package dev.hullmark.catalog.secret;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all of many words in one pass over a text, whatever their case: the automaton of Aho and Corasick ("Efficient
 * string matching", 1975), made complete so that a byte costs one look into a table.
 */
final class Keywords {
    private static final int[] NOTHING = {};

    /** The column of each byte; 0 for those in no word. */
    private final byte[] columns = new byte[256];

    private final int width;
    private short[] next;
    private int[][] ends;
    private int states = 1;

    /** @param words ASCII, in lower case; fewer than 32,767 characters in all */
    Keywords(List<String> words) {
        int used = 0;
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                if (columns[c] == 0) {
                    columns[c] = (byte) ++used;
                    columns[Character.toUpperCase(c)] = columns[c];
                }
            }
        }
        width = used + 1;
        int most = 1;
        for (String word : words) {
            most += word.length();
        }
        next = new short[most * width];
        ends = new int[most][];
        Arrays.fill(ends, NOTHING);
        for (int i = 0; i < words.size(); i++) {
            add(words.get(i), i);
        }
        complete();
    }

    private void add(String word, int number) {
        int state = 0;
        for (int i = 0; i < word.length(); i++) {
            int cell = state * width + columns[word.charAt(i)];
            if (next[cell] == 0) {
                next[cell] = (short) states++;
            }
            state = next[cell];
        }
        ends[state] = with(ends[state], number);
    }

    private static int[] with(int[] numbers, int... more) {
        int[] all = Arrays.copyOf(numbers, numbers.length + more.length);
        System.arraycopy(more, 0, all, numbers.length, more.length);
        return all;
    }

    /** Level by level: what a state lacks it has from the longest of its ends that is a beginning of some word. */
    private void complete() {
        int[] fallback = new int[states];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int c = 1; c < width; c++) {
            if (next[c] != 0) {
                queue.add((int) next[c]);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            int other = fallback[state];
            if (ends[other].length > 0) {
                ends[state] = with(ends[state], ends[other]);
            }
            for (int c = 1; c < width; c++) {
                int cell = state * width + c;
                short instead = next[other * width + c];
                if (next[cell] == 0) {
                    next[cell] = instead;
                } else {
                    fallback[next[cell]] = instead;
                    queue.add((int) next[cell]);
                }
            }
        }
        next = Arrays.copyOf(next, states * width);
        ends = Arrays.copyOf(ends, states);
    }

    /** Takes each word found: its number, and where it ends. Says whether to go on. */
    interface Found {
        boolean word(int number, int end);
    }

    void scan(byte[] text, Found found) {
        int state = 0;
        for (int i = 0; i < text.length; i++) {
            state = next[state * width + columns[text[i] & 0xff]];
            for (int number : ends[state]) {
                if (!found.word(number, i + 1)) {
                    return;
                }
            }
        }
    }

    /** For tests: the words found, in order. */
    List<Integer> in(byte[] text) {
        List<Integer> all = new ArrayList<>();
        scan(text, (number, end) -> all.add(number));
        return all;
    }
}
