package dev.hullmark.report;

/**
 * How to show it.
 *
 * @param width columns of the terminal; formats for machines ignore it
 * @param colour whether to colour
 * @param all whether to show each finding, however many
 */
public record ReportOptions(int width, boolean colour, boolean all) {
    /** For a file or a pipe. */
    public static final ReportOptions PLAIN = new ReportOptions(80, false, false);
}
