package dev.hullmark.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The words of VEX documents as ours. */
final class VexText {
    private VexText() {}

    /** The status and everything that is said for it, one line. */
    static String reason(VexStatus status, String justification, List<String> notes) {
        StringBuilder reason = new StringBuilder(status.word().replace('_', ' '));
        String separator = ": ";
        if (!justification.isEmpty()) {
            reason.append(separator).append(line(justification.replace('_', ' ')));
            separator = "; ";
        }
        for (String note : notes) {
            String line = line(note);
            if (!line.isEmpty()) {
                reason.append(separator).append(line);
                separator = "; ";
            }
        }
        return cut(reason.toString());
    }

    /** A text with its blanks and line ends as single blanks. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), Limits.VEX_REASON + 1));
        for (int i = 0; i < text.length() && line.length() <= Limits.VEX_REASON; i++) {
            char c = text.charAt(i);
            boolean blank = c <= ' ';
            if (!blank) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return cut(line.toString().strip());
    }

    private static String cut(String text) {
        return text.length() <= Limits.VEX_REASON ? text : text.substring(0, Limits.VEX_REASON - 1) + "…";
    }

    /** RFC 3339 or a day; the epoch for anything else. */
    static Instant time(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
