package dev.hullmark.report;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import java.util.Set;

/**
 * Which findings violate.
 *
 * @param text as the user wrote it
 * @param kinds kinds it names: they count even where the gate's default leaves them out
 * @param feeds feeds it asks beside the advisories: {@code KEV}, {@code EPSS}
 * @param usesNew whether it says itself what being new means
 */
public record FailOn(String text, Condition condition, Set<Kind> kinds, Set<String> feeds, boolean usesNew) {
    public FailOn {
        kinds = Set.copyOf(kinds);
        feeds = Set.copyOf(feeds);
    }

    /** This severe or worse. */
    public static FailOn severity(Severity severity) {
        return new FailOn(severity.text(), new Condition.AtLeast(severity), Set.of(), Set.of(), false);
    }

    /**
     * Reads a severity or a condition ({@code kev or (high and fix-age > 7d)}); docs/gates.md has the grammar.
     *
     * @throws dev.hullmark.model.HullmarkException with the column of what is wrong
     */
    public static FailOn parse(String text) {
        return ConditionParser.parse(text);
    }

    /** What findings do that violate: {@code is high or worse}, {@code matches 'kev or high'}. */
    String verb(boolean many) {
        return condition instanceof Condition.AtLeast
                ? (many ? "are " : "is ") + text.toLowerCase(java.util.Locale.ROOT) + " or worse"
                : (many ? "match '" : "matches '") + text + "'";
    }
}
