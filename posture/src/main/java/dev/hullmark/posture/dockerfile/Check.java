package dev.hullmark.posture.dockerfile;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import dev.hullmark.posture.Rule;
import java.util.List;

/**
 * A rule and how it is judged.
 *
 * @param needsWhole whether it tells of what is missing, or of what is last: of half a file it can't say that
 */
record Check(Rule rule, Judge judge, boolean needsWhole) {
    /** Tells what it finds; a pure function of the build. */
    interface Judge {
        void judge(Build build, Hits hits);
    }

    static Check of(
            String id, Kind kind, Severity severity, String title, String remediation, String sources, Judge judge) {
        return new Check(new Rule(id, kind, severity, title, remediation, sources(sources)), judge, false);
    }

    Check ofWhole() {
        return new Check(rule, judge, true);
    }

    private static List<String> sources(String sources) {
        return sources.isEmpty() ? List.of() : List.of(sources.split("; "));
    }
}
