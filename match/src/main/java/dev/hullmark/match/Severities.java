package dev.hullmark.match;

import dev.hullmark.model.Severity;
import java.util.Locale;

/** The words sources rate vulnerabilities with, as ours. */
final class Severities {
    private static final String[] ERRATUM_WORDS = {"critical", "important", "moderate", "low"};

    private Severities() {}

    /**
     * @param word Debian's urgency ({@code low**}, {@code unimportant}, {@code not yet assigned}), Ubuntu's priority, Red
     *     Hat's impact ({@code important}), or GitHub's severity, in any case
     */
    static Severity ofWord(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        while (plain.endsWith("*")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return switch (plain) {
            case "critical", "emergency", "urgent" -> Severity.CRITICAL;
            case "high", "important" -> Severity.HIGH;
            case "medium", "moderate" -> Severity.MEDIUM;
            case "low", "minor" -> Severity.LOW;
            case "negligible", "unimportant", "none", "info", "informational" -> Severity.NEGLIGIBLE;
            default -> Severity.UNKNOWN;
        };
    }

    /** The rating that AlmaLinux and Rocky Linux write before the summary: {@code Important: bind security update}. */
    static Severity ofErratum(String summary) {
        int colon = summary.indexOf(':');
        if (colon > 0) {
            String word = summary.substring(0, colon).toLowerCase(Locale.ROOT);
            for (String known : ERRATUM_WORDS) {
                if (known.equals(word)) {
                    return ofWord(word);
                }
            }
        }
        return Severity.UNKNOWN;
    }
}
