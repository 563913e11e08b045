package dev.hullmark.match;

import dev.hullmark.match.VersionOrder.InvalidVersionException;
import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.io.Reader;

/** The command {@code compare-versions}: pairs of versions in, their order out, line by line. */
public final class CompareVersions {
    private CompareVersions() {}

    /**
     * Reads lines {@code A<TAB>B} and writes {@code <}, {@code =} or {@code >} for each, in their order; {@code ?} for a
     * line that can't be read, with the reason on {@code err}. Holds one line at a time.
     *
     * @param ecosystem OSV's name in any case, with or without release, or {@code rpm}
     * @throws HullmarkException for an unknown ecosystem
     * @throws IOException when reading or writing fails
     */
    public static void run(String ecosystem, Reader in, Appendable out, Appendable err) throws IOException {
        VersionOrder order = VersionOrders.named(ecosystem)
                .orElseThrow(() -> new HullmarkException("No order of versions is known for '" + Line.of(ecosystem)
                        + "': use one of OSV's names, such as Debian, Alpine, npm, Maven, PyPI or Go, or rpm."));
        StringBuilder line = new StringBuilder();
        long number = 0;
        boolean any = false;
        boolean tooLong = false;
        for (int c = in.read(); ; c = in.read()) {
            if (c == '\n' || (c < 0 && any)) {
                number++;
                judge(order, line, tooLong, number, out, err);
                line.setLength(0);
                tooLong = false;
                any = false;
            } else if (c >= 0) {
                any = true;
                tooLong |= line.length() > Limits.LINE_LENGTH;
                if (!tooLong) {
                    line.append((char) c);
                }
            }
            if (c < 0) {
                return;
            }
        }
    }

    private static void judge(
            VersionOrder order, StringBuilder line, boolean tooLong, long number, Appendable out, Appendable err)
            throws IOException {
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        try {
            out.append(sign(order, line.toString(), tooLong)).append('\n');
        } catch (InvalidVersionException e) {
            out.append("?\n");
            err.append("line " + number + ": " + Line.of(e.getMessage()) + "\n");
        }
    }

    private static String sign(VersionOrder order, String line, boolean tooLong) {
        int tab = line.indexOf('\t');
        if (tooLong) {
            throw new InvalidVersionException(
                    line.substring(0, 40) + "…",
                    "is longer than two versions of " + Limits.VERSION_LENGTH + " characters");
        }
        if (tab < 0 || line.indexOf('\t', tab + 1) >= 0) {
            throw new InvalidVersionException(line, "is not two versions with a tab between them");
        }
        int comparison = order.compare(line.substring(0, tab), line.substring(tab + 1));
        return comparison < 0 ? "<" : comparison > 0 ? ">" : "=";
    }
}
