package dev.hullmark.catalog.secret;

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

    /** The tree of words while it grows: a state's first child, its next sibling, and the column that leads to it. */
    private final int[] firstChild;

    private final int[] sibling;
    private final byte[] column;

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
        firstChild = new int[most];
        sibling = new int[most];
        column = new byte[most];
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
                column[states] = columns[word.charAt(i)];
                sibling[states] = firstChild[state];
                firstChild[state] = states;
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

    /**
     * Level by level: what a state lacks it has from the longest of its ends that is a beginning of some word. A state's
     * row is that one's, copied whole, with the state's own steps in it: every program that masks an image's
     * configuration pays for this once.
     */
    private void complete() {
        int[] fallback = new int[states];
        int[] queue = new int[states];
        int queued = 0;
        for (int child = firstChild[0]; child != 0; child = sibling[child]) {
            queue[queued++] = child;
        }
        for (int i = 0; i < queued; i++) {
            int state = queue[i];
            int other = fallback[state];
            if (ends[other].length > 0) {
                ends[state] = with(ends[state], ends[other]);
            }
            System.arraycopy(next, other * width, next, state * width, width);
            for (int child = firstChild[state]; child != 0; child = sibling[child]) {
                int cell = state * width + column[child];
                fallback[child] = next[cell];
                next[cell] = (short) child;
                queue[queued++] = child;
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
