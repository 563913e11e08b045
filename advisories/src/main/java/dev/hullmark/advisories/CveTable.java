package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Epss;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of CVEs by number: the section of KEV (ids only) and of EPSS (with score and percentile, in billionths).
 * A header of magic, columns and rows, then the ids sorted, then each column; all u32.
 */
final class CveTable {
    private static final int MAGIC = 0x31564348;
    private static final int HEADER = 12;
    private static final double BILLION = 1e9;

    private final Bytes bytes;
    private final int columns;
    private final int rows;

    CveTable(Bytes bytes) {
        this.bytes = bytes;
        if (bytes.limit() < HEADER || bytes.getInt(0) != MAGIC) {
            throw AdvisoryException.damaged();
        }
        columns = bytes.getInt(4);
        rows = bytes.getInt(8);
        if (rows < 0 || columns < 0 || columns > 2 || HEADER + 4L * rows * (columns + 1) > bytes.limit()) {
            throw AdvisoryException.damaged();
        }
    }

    static byte[] ids(Iterable<String> cves) {
        TreeMap<Integer, Epss> sorted = new TreeMap<>();
        for (String cve : cves) {
            if (Cves.number(cve) >= 0) {
                sorted.put(Cves.number(cve), new Epss(0, 0));
            }
        }
        return write(sorted, 0);
    }

    static byte[] scores(Map<String, Epss> scores) {
        TreeMap<Integer, Epss> sorted = new TreeMap<>();
        scores.forEach((cve, score) -> {
            if (Cves.number(cve) >= 0) {
                sorted.put(Cves.number(cve), score);
            }
        });
        return scores(sorted);
    }

    /** @param scores by {@link Cves#number} */
    static byte[] scores(SortedMap<Integer, Epss> scores) {
        return write(scores, 2);
    }

    private static byte[] write(SortedMap<Integer, Epss> sorted, int columns) {
        int[] first = new int[sorted.size()];
        int[] second = new int[sorted.size()];
        Encoder out = new Encoder();
        out.u32(MAGIC).u32(columns).u32(sorted.size());
        int row = 0;
        for (Map.Entry<Integer, Epss> entry : sorted.entrySet()) {
            out.u32(entry.getKey());
            first[row] = billionths(entry.getValue().score());
            second[row++] = billionths(entry.getValue().percentile());
        }
        if (columns == 2) {
            Arrays.stream(first).forEach(out::u32);
            Arrays.stream(second).forEach(out::u32);
        }
        return out.toBytes();
    }

    private static int billionths(double share) {
        return (int) Math.round(Math.clamp(share, 0, 1) * BILLION);
    }

    int rows() {
        return rows;
    }

    boolean contains(String cve) {
        return row(cve) >= 0;
    }

    Optional<Epss> score(String cve) {
        int row = columns == 2 ? row(cve) : -1;
        return row < 0 ? Optional.empty() : Optional.of(new Epss(share(1, row), share(2, row)));
    }

    private double share(int column, int row) {
        return bytes.getInt(HEADER + 4 * (rows * column + row)) / BILLION;
    }

    private int row(String cve) {
        int wanted = Cves.number(cve);
        int low = 0;
        int high = wanted < 0 ? -1 : rows - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = bytes.getInt(HEADER + 4 * middle);
            if (found == wanted) {
                return middle;
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
