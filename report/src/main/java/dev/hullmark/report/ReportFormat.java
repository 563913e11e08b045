package dev.hullmark.report;

import java.io.IOException;
import java.io.OutputStream;

/** One way to show an outcome. The same outcome gives the same bytes, time stamps and ages aside. */
@FunctionalInterface
public interface ReportFormat {
    /** Writes UTF-8; {@code out} stays open. */
    void write(Outcome outcome, ReportOptions options, OutputStream out) throws IOException;
}
