package dev.hullmark.catalog.binary;

import java.util.Arrays;

/**
 * What to search a file for: a text, and behind it the least that a version is written with.
 *
 * @param text Latin-1, each character a byte
 * @param numbers how many bytes follow of which the first is a digit, the others digits or dots; 0 for the text alone
 */
record Sought(String text, int numbers) {
    static Sought text(String text) {
        return new Sought(text, 0);
    }

    /** For each place, the bytes that may stand there. */
    boolean[][] fitting() {
        boolean[][] fitting = new boolean[text.length() + numbers][256];
        for (int place = 0; place < fitting.length; place++) {
            if (place < text.length()) {
                fitting[place][text.charAt(place) & 0xff] = true;
            } else {
                Arrays.fill(fitting[place], '0', '9' + 1, true);
                fitting[place]['.'] = place > text.length();
            }
        }
        return fitting;
    }
}
