package dev.hullmark.model;

import java.util.Locale;

/** How bad, most urgent first: the order of declaration is the order of reports. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    NEGLIGIBLE,
    UNKNOWN;

    /** As reports write it: {@code high}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this is as urgent as {@code threshold} or more; unknown never reaches a threshold but its own. */
    public boolean atLeast(Severity threshold) {
        return compareTo(threshold) <= 0;
    }

    /** The rating of a CVSS base score (CVSS v3.1, section 5). */
    public static Severity ofScore(double score) {
        if (score >= 9.0) {
            return CRITICAL;
        }
        if (score >= 7.0) {
            return HIGH;
        }
        if (score >= 4.0) {
            return MEDIUM;
        }
        return score > 0 ? LOW : NEGLIGIBLE;
    }
}
