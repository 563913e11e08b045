package dev.hullmark.report;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** What several formats say in the same words. */
final class Words {
    private Words() {}

    static String about(Finding f) {
        return f.pkg().map(p -> p.name() + " " + p.version()).orElse(f.kind().text());
    }

    /** The title, or the id where there is none. */
    static String title(Finding f) {
        return f.title().isEmpty() ? f.id() : f.title();
    }

    static String fix(Finding f) {
        if (f.kind() == Kind.MALWARE) {
            return "remove it";
        }
        if (f.kind() != Kind.VULNERABILITY) {
            return f.remediation();
        }
        return f.fixedIn().isEmpty() ? "no fix" : String.join(", ", f.fixedIn());
    }

    static String distribution(Outcome outcome) {
        return outcome.inventory().distribution().map(Words::called).orElse("");
    }

    static String called(Distribution d) {
        return d.prettyName().isEmpty() ? (d.id() + " " + d.versionId()).strip() : d.prettyName();
    }

    /** The verdict in one or two words: the gate's, else whether anything counts. */
    static String verdict(Outcome outcome) {
        if (outcome.gate().isEmpty()) {
            return "";
        }
        return switch (outcome.gate().get().exitCode()) {
            case 0 -> "passed";
            case 1 -> "failed";
            default -> "not proven";
        };
    }

    /** How old the advisories are. */
    static String knowledge(Outcome outcome) {
        String updated = outcome.report().scanner().feedsUpdated();
        if (updated.isEmpty()) {
            return outcome.report().packages() > 0 ? "no advisory feed: only the starter set judged" : "none needed";
        }
        try {
            return "confirmed " + Ages.ago(Duration.between(Instant.parse(updated), outcome.now()));
        } catch (DateTimeParseException e) {
            return "confirmed " + updated;
        }
    }
}
