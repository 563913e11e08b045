package dev.hullmark.posture.dockerfile;

import java.util.Arrays;
import java.util.List;

/** Which line of the file each place of a text comes from. */
final class LineMap {
    private final int[] starts;
    private final int[] lines;

    /**
     * @param starts where in the text each physical line begins, rising from 0
     * @param lines its number in the file, from 1
     */
    LineMap(List<Integer> starts, List<Integer> lines) {
        this.starts = starts.stream().mapToInt(Integer::intValue).toArray();
        this.lines = lines.stream().mapToInt(Integer::intValue).toArray();
    }

    int at(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return lines[Math.max(0, found >= 0 ? found : -found - 2)];
    }

    int last() {
        return lines[lines.length - 1];
    }
}
